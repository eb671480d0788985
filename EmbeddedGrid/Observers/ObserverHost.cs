namespace Orleans.Runtime;

/// <summary>An object outside the grid that grains call, one call after another. The grid does not keep it alive.</summary>
internal sealed class ObserverHost(Grid grid, GrainId id, IGrainObserver observer) : ITurnReceiver, ITurnHost
{
    private readonly WeakReference<IGrainObserver> _observer = new(observer);
    private readonly Queue<Turn> _waiting = new();
    private Turn? _running;
    private bool _retired;

    public GrainReference GrainReference => ReferenceFactory.Make(typeof(IAddressable), grid, id);

    public GrainId GrainId => id;

    public object? GrainInstance => _observer.TryGetTarget(out var observer) ? observer : null;

    public IServiceProvider ActivationServices => grid.ServiceProvider;

    public Task Deactivated => Task.CompletedTask;

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
    }

    public bool TryReceive(Turn turn)
    {
        var here = false;
        lock (_waiting)
        {
            if (_retired)
                return false;
            if (GrainInstance is null)
            {
                _retired = true;
                grid.Forget(id, this);
                return false;
            }

            turn.Host = this;
            if (turn.Interleaving == Interleaving.Always)
                Start(turn);
            else if (_running is not null)
                _waiting.Enqueue(turn);
            else if (here = turn.MayRunHere)
                _running = turn;
            else
                Start(_running = turn);
        }

        if (here)
            RunHere(turn);
        return true;
    }

    public void Ended(Turn turn, Exception? failure)
    {
        lock (_waiting)
        {
            if (turn == _running && _waiting.TryDequeue(out _running))
                Start(_running);
        }
    }

    public void Retire()
    {
        lock (_waiting)
        {
            _retired = true;
            while (_waiting.TryDequeue(out var turn))
                turn.Fail(new ClientNotAvailableException(id));
        }
    }

    /// <summary>Runs a call on the caller's thread, but not as a part of the caller's turn.</summary>
    private static void RunHere(Turn turn)
    {
        var caller = RuntimeContext.Current;
        (RuntimeContext.Current, RuntimeContext.IsVisiting) = (null, true);
        try
        {
            turn.ExecuteHere(TaskScheduler.Default);
        }
        finally
        {
            (RuntimeContext.Current, RuntimeContext.IsVisiting) = (caller, false);
        }
    }

    private static void Start(Turn turn) => ThreadPool.UnsafeQueueUserWorkItem(static turn => turn.Execute(), turn, preferLocal: true);
}
