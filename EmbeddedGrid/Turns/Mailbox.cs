using System.Diagnostics;

namespace Orleans.Runtime;

/// <summary>Whoever keeps mailboxes and drops the ones that are done.</summary>
internal interface IMailboxKeeper
{
    void Retire(Mailbox mailbox);
}

/// <summary>
/// The calls that wait for one grain, and the rule which of them may run. It wakes an activation when there is work, and lets a
/// new one follow an old one without losing or reordering what waits.
/// </summary>
internal sealed class Mailbox(Grid grid, GrainId grainId, GrainClass grainClass, IMailboxKeeper keeper) : ITurnReceiver
{
    private enum Phase : byte
    {
        Asleep,
        Waking,
        Awake,
        Leaving,
        Retired,
    }

    private readonly Lock _gate = new();
    private Phase _phase;
    private Activation? _activation;
    private bool _wasAwake;
    private Turn? _first;
    private Turn? _last;
    private int _running;
    private int _runningAlone;
    private int _runningReadOnly;
    private int _waitingToInterleave;
    private int _outstanding;
    private long _lastUsed = grid.Now;

    public GrainId GrainId => grainId;

    /// <summary>How many turns wait or run. Read without the lock, so only good for a guess.</summary>
    public int Outstanding => Volatile.Read(ref _outstanding);

    public bool TryReceive(Turn turn)
    {
        TurnScheduler? here = null;
        lock (_gate)
        {
            if (_phase == Phase.Retired)
                return false;
            Append(turn);
            if (_phase == Phase.Awake && MayStart(turn))
            {
                Begin(turn);
                // A grain's own calls go to other threads: it has its turn to finish.
                if (RuntimeContext.Current is null && turn.MayRunHere && _activation!.Scheduler.TryClaim())
                    here = _activation.Scheduler;
                else
                    _activation!.Scheduler.Queue(turn);
            }
            else if (_phase == Phase.Asleep)
            {
                Wake();
            }
        }

        here?.RunHere(turn);
        return true;
    }

    /// <summary>The activation has read its state and run its hook, or could not.</summary>
    public void Woke(Activation activation, Exception? failure)
    {
        lock (_gate)
        {
            if (failure is not null)
            {
                FailAll(failure);
                Retire();
            }
            else if (_phase == Phase.Waking)
            {
                _phase = Phase.Awake;
                _wasAwake = true;
                _lastUsed = grid.Now;
                StartWaiting();
            }
            else
            {
                activation.End(_wasAwake);
            }
        }
    }

    /// <summary>Lets the activation go once its running turns are done. What waits goes to the next one.</summary>
    public void Leave(Activation activation)
    {
        lock (_gate)
        {
            if (_activation != activation || _phase is not (Phase.Waking or Phase.Awake))
                return;
            _phase = Phase.Leaving;
            if (_wasAwake && _running == 0)
                activation.End(_wasAwake);
        }
    }

    /// <summary>The activation is gone. Its ticks go with it; calls wake the next one.</summary>
    public void Left()
    {
        lock (_gate)
        {
            for (var (turn, next) = (_first, _first?.Next); turn is not null; (turn, next) = (next, next?.Next))
            {
                if (turn.IsAbandoned)
                    Remove(turn);
            }

            _phase = Phase.Asleep;
            _activation = null;
            if (_first is null)
                Retire();
            else
                Wake();
        }
    }

    public void Ended(Turn turn)
    {
        lock (_gate)
        {
            Remove(turn);
            _running--;
            if (turn.Interleaving == Interleaving.None)
                _runningAlone--;
            else if (turn.Interleaving == Interleaving.ReadOnly)
                _runningReadOnly--;
            if (turn.KeepsAlive)
                _lastUsed = grid.Now;
            if (_phase == Phase.Awake)
                StartWaiting();
            else if (_phase == Phase.Leaving && _running == 0)
                _activation!.End(_wasAwake);
        }
    }

    /// <summary>Gives up on the turns whose callers have waited long enough. One that runs goes on.</summary>
    public void Expire(long now)
    {
        if (Outstanding == 0)
            return;
        lock (_gate)
        {
            for (var (turn, next) = (_first, _first?.Next); turn is not null; (turn, next) = (next, next?.Next))
            {
                if (turn.Expire(now) && !turn.Started)
                    Remove(turn);
            }
        }
    }

    public void CollectIfIdle(long now)
    {
        Activation? idle = null;
        lock (_gate)
        {
            if (_phase == Phase.Awake && _first is null && now - _lastUsed >= grainClass.CollectionAge && now >= _activation!.KeepUntil)
                idle = _activation;
        }

        idle?.Deactivate(new(DeactivationReasonCode.ActivationIdle, "No call came for the collection age."));
    }

    /// <summary>Lets the activation go, if there is one, and completes when it is gone.</summary>
    public Task ShutDownAsync(CancellationToken cancellation)
    {
        Activation? activation;
        lock (_gate)
            activation = _activation;
        if (activation is null)
            return Task.CompletedTask;
        activation.Deactivate(new(DeactivationReasonCode.ShuttingDown, "The process stops."), cancellation);
        return activation.Deactivated;
    }

    private bool MayStart(Turn turn) => turn.Interleaving switch
    {
        Interleaving.Always => true,
        Interleaving.ReadOnly => _runningAlone == 0,
        _ => _runningAlone == 0 && _runningReadOnly == 0,
    };

    private void Start(Turn turn)
    {
        Begin(turn);
        _activation!.Scheduler.Queue(turn);
    }

    private void Begin(Turn turn)
    {
        turn.Started = true;
        turn.Host = _activation;
        _running++;
        if (turn.Interleaving == Interleaving.None)
            _runningAlone++;
        else
            _waitingToInterleave--;
        if (turn.Interleaving == Interleaving.ReadOnly)
            _runningReadOnly++;
    }

    private void StartWaiting()
    {
        for (var turn = _first; turn is not null; turn = turn.Next)
        {
            if (_runningAlone > 0 && _waitingToInterleave == 0)
                return;
            if (!turn.Started && MayStart(turn))
                Start(turn);
        }
    }

    private void Wake()
    {
        if (grid.IsStopping)
        {
            FailAll(new SiloUnavailableException($"The process stops, so {grainId.Masked} cannot be woken."));
            Retire();
            return;
        }

        _phase = Phase.Waking;
        _wasAwake = false;
        _activation = new Activation(grid, this, grainClass, (_first as Request)?.Context);
        _activation.Begin();
    }

    private void Retire()
    {
        _phase = Phase.Retired;
        _activation = null;
        keeper.Retire(this);
    }

    private void FailAll(Exception exception)
    {
        while (_first is { } turn)
        {
            Remove(turn);
            turn.Fail(exception);
        }
    }

    private void Append(Turn turn)
    {
        if (grainClass.IsReentrant)
            turn.Interleaving = Interleaving.Always;
        if (turn.Interleaving != Interleaving.None)
            _waitingToInterleave++;
        turn.Previous = _last;
        if (_last is null)
            _first = turn;
        else
            _last.Next = turn;
        _last = turn;
        _outstanding++;
    }

    private void Remove(Turn turn)
    {
        Debug.Assert(turn == _first || turn.Previous is not null, "A turn leaves its mailbox once.");
        if (!turn.Started && turn.Interleaving != Interleaving.None)
            _waitingToInterleave--;
        if (turn.Previous is null)
            _first = turn.Next;
        else
            turn.Previous.Next = turn.Next;
        if (turn.Next is null)
            _last = turn.Previous;
        else
            turn.Next.Previous = turn.Previous;
        turn.Previous = turn.Next = null;
        _outstanding--;
    }
}
