using Microsoft.Extensions.Logging;
using SeeSupport.Codes;
using SeeSupport.Fronts;
using SeeSupport.Telemetry;

namespace SeeSupport.Sessions;

/// <content>How the session is stored, woken and moved on by time.</content>
internal sealed partial class SessionGrain
{
    private const string Wake = "wake";

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    /// <summary>How often a closed session is looked at once it cannot be opened again.</summary>
    private static readonly TimeSpan RestEvery = TimeSpan.FromDays(1);

    private static readonly TimeSpan ShortestRest = TimeSpan.FromMinutes(1);

    /// <summary>Reminders reach no further than some weeks.</summary>
    private static readonly TimeSpan LongestRest = TimeSpan.FromDays(30);

    /// <summary>What was acknowledged: stored, but for a few marks that may be lost. Signals read it while the next one is being written.</summary>
    private SessionState _state = new();

    private Device? _joined;
    private bool _reopening;
    private bool _rests;
    private IGrainTimer? _waking;
    private IGrainTimer? _deadline;
    private DateTimeOffset? _storeAgainAt;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _id = this.GetPrimaryKeyString();
        SetState(stored.State);
        if (!_state.Exists())
            return Task.CompletedTask;
        _filedVersion = _state.LastSequence() > _state.FiledThrough ? 0 : _state.Version;
        if (_state.IsOpen())
            _waking = this.RegisterGrainTimer(WakeUp, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        SetTimers();
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (reason.ReasonCode == DeactivationReasonCode.ShuttingDown)
            await FinishSending(cancellationToken);
        if (_state.Exists())
        {
            await FileNow(cancellationToken);
            CountState(_state, -1);
        }
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (!_state.Exists())
            await UnregisterReminder();
        else if (_state.IsOpen())
            _ = LookForFronts();
        else if (!_inAfterwards && NextAfterwards() is null)
            await Outlive();
        SetTimers();
    }

    /// <summary>Stores what a command did with one write, then tells the participants. When it cannot be stored, nothing was done.</summary>
    /// <param name="session">The rules after the command.</param>
    /// <param name="answered">The connection that gets the whole session as the command's answer.</param>
    /// <param name="reserved">A code that is free again when the command cannot be stored.</param>
    private async Task Keep(Session session, ConnectionAddress? answered = null, string? reserved = null)
    {
        if (!session.Changed)
            return;
        var before = _state;
        try
        {
            await Store(session.Outcome);
        }
        catch (SeeSupportException) when (reserved is not null)
        {
            _ = Free(reserved);
            throw;
        }

        CountInvites(before);
        Tell(before, session, answered);
        SetTimers();
    }

    private async Task Store(SessionState next)
    {
        stored.State = next;
        try
        {
            await stored.WriteStateAsync();
        }
        catch (Exception problem)
        {
            LogNotStored(problem, _id);
            if (!await Landed(next))
                throw new SeeSupportException(Problems.StorageUnavailable);
        }

        SetState(next);
    }

    /// <summary>Whether a write that failed was stored all the same. The memory is what is stored from here on, or the activation ends.</summary>
    private async Task<bool> Landed(SessionState next)
    {
        stored.State = _state;
        try
        {
            await stored.ReadStateAsync();
        }
        catch (Exception problem)
        {
            LogNotStored(problem, _id);
            DeactivateOnIdle();
            return false;
        }

        if (stored.State.Version == next.Version)
            return true;
        if (stored.State.Version != _state.Version)
            DeactivateOnIdle();
        return false;
    }

    private void SetState(SessionState next)
    {
        if (!_state.Exists() || next.Status() != _state.Status())
        {
            CountState(_state, -1);
            CountState(next, 1);
        }

        if (next.Joined != _state.Joined)
        {
            _forConsumer.Clear();
            _forAgent.Clear();
        }

        _state = next;
        _joined = next.JoinedDevice();
    }

    private static void CountState(SessionState state, int change)
    {
        if (state.Exists())
            SeeSupportTelemetry.Sessions.Add(change, new KeyValuePair<string, object?>("seesupport.state", Words.Of(state.Status())));
    }

    /// <summary>The first turn of a session that sleeps no more: what became of those it knew, and of what it was doing?</summary>
    private async Task WakeUp()
    {
        _waking!.Dispose();
        var session = Rules();
        session.Recover(_sending.Keys);
        try
        {
            await Keep(session);
        }
        catch (SeeSupportException problem)
        {
            LogNotStored(problem, _id);
        }

        // A front that is gone is noticed by this at once; one that is not hears nothing new.
        TellAll();
        _ = LookForFronts();
        _ = WakeThread();
    }

    /// <summary>
    /// Asks whether the participants' fronts still live, and lets those that do know that they serve this session. No command waits for it: what
    /// is asked may be on a silo that is going, and not answer.
    /// </summary>
    private async Task LookForFronts()
    {
        var addresses = _state.Devices.Select(device => device.Reach.Address).Append(_state.Agent.Address);
        foreach (var frontId in addresses.Select(address => address?.FrontId).OfType<string>().Distinct().ToList())
        {
            try
            {
                var front = GrainFactory.GetGrain<IFrontGrain>(frontId);
                if (await front.IsAlive())
                    await front.Serve(_id);
                else
                    await this.AsReference<ISessionGrain>().FrontLost(frontId);
            }
            catch (Exception problem)
            {
                LogNotAsked(problem, _id, frontId);
            }
        }
    }

    /// <summary>Does what is due.</summary>
    private async Task OnDeadline()
    {
        _storeAgainAt = null;
        var session = Rules();
        session.Elapse();
        var messages = session.TakeQueued();
        var outgoing = session.TakeQueuedTexts();
        try
        {
            await Keep(session);
        }
        catch (SeeSupportException)
        {
            _storeAgainAt = Now + RetryAfter;
            SetTimers();
            return;
        }

        foreach (var message in messages)
            Send(message);
        foreach (var text in outgoing)
            Send(text);
        SetTimers();
    }

    /// <summary>Sets a timer for what is due next. Where nothing is, there is no timer: an idle session costs nothing.</summary>
    private void SetTimers()
    {
        SetTimer(ref _deadline, Later(Session.NextDeadline(_state, options.Value), _storeAgainAt), OnDeadline, interleave: false);
        SetTimer(ref _afterwards, NextAfterwards(), Afterwards, interleave: true);
    }

    private void SetTimer(ref IGrainTimer? timer, DateTimeOffset? at, Func<Task> tick, bool interleave)
    {
        var wait = at - Now;
        if (wait is null || wait > options.Value.WakeEvery)
        {
            // What is further away is found at a reminder's tick.
            timer?.Dispose();
            timer = null;
            return;
        }

        var due = wait > TimeSpan.Zero ? TimeSpan.FromMilliseconds(Math.Ceiling(wait.Value.TotalMilliseconds)) : TimeSpan.Zero;
        if (timer is null)
            timer = this.RegisterGrainTimer(tick, new GrainTimerCreationOptions(due, Timeout.InfiniteTimeSpan) { Interleave = interleave });
        else
            timer.Change(due, Timeout.InfiniteTimeSpan);
    }

    private static DateTimeOffset? Later(DateTimeOffset? at, DateTimeOffset? notBefore) => at < notBefore ? notBefore : at;

    private Task RegisterReminder()
    {
        _rests = false;
        return this.RegisterOrUpdateReminder(Wake, options.Value.WakeEvery, options.Value.WakeEvery);
    }

    /// <summary>A closed session is woken no more before it may be forgotten.</summary>
    private async Task Rest()
    {
        if (_rests)
            return;
        var wait = _state.ClosedAt!.Value + options.Value.ReopenWithin - Now;
        // The same moment however often it is set: who looks at a closed session does not put its end off.
        await this.RegisterOrUpdateReminder(Wake, wait < ShortestRest ? ShortestRest : wait < LongestRest ? wait : LongestRest, RestEvery);
        _rests = true;
    }

    /// <summary>
    /// Forgets a session that cannot be opened again, once its pictures and recordings are gone, whose times are their own: nothing of it is
    /// stored here any more. The records keep what is to be remembered.
    /// </summary>
    private async Task Outlive()
    {
        if (Now < _state.ClosedAt + options.Value.ReopenWithin)
        {
            await Rest();
            return;
        }

        if (pictureOptions.Value.KeepDays is > 0 and var days && !_state.Pictures.IsEmpty)
            await SweepPictures(Now.AddDays(-days), []);
        if (!_state.Pictures.IsEmpty || !_state.Recordings.IsEmpty || NextAfterwards() is not null)
            return;
        await stored.ClearStateAsync();
        SetState(new());
        await UnregisterReminder();
        DeactivateOnIdle();
    }

    private async Task UnregisterReminder()
    {
        if (await this.GetReminder(Wake) is { } reminder)
            await this.UnregisterReminder(reminder);
    }

    private async Task Free(string code)
    {
        try
        {
            await GrainFactory.GetGrain<IConnectionCodeGrain>(code).Release(_id);
        }
        catch (Exception problem)
        {
            // It frees itself at its end.
            LogNotFreed(problem, _id);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Session {SessionId} could not be stored")]
    private partial void LogNotStored(Exception problem, string sessionId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Session {SessionId} could not ask for front {FrontId}")]
    private partial void LogNotAsked(Exception problem, string sessionId, string frontId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A code of session {SessionId} could not be freed")]
    private partial void LogNotFreed(Exception problem, string sessionId);
}
