using Orleans.Concurrency;

namespace SeeSupport.Grid.Tests.Timers;

public interface IClockwork : IGrainWithStringKey
{
    Task Start(TimeSpan due, TimeSpan period, bool interleave);

    Task StartFailing(TimeSpan period);

    /// <summary>A timer whose tick waits at the gate or until its token fires.</summary>
    Task StartWaiting(string gate);

    Task Change(TimeSpan due, TimeSpan period);

    Task Stop();

    /// <summary>Stops the timer while a tick is under way.</summary>
    [AlwaysInterleave]
    Task StopNow();

    [AlwaysInterleave]
    Task<int> Ticks();

    [AlwaysInterleave]
    Task<int> CancelledTicks();

    /// <summary>How many ticks came between start and end of this call, which waits at the gate.</summary>
    Task<int> TicksWhile(string gate);

    Task Leave();

    Task StartFromElsewhere();
}

public sealed class ClockworkGrain : Grain, IClockwork
{
    private IGrainTimer? _timer;
    private int _ticks;
    private int _cancelled;

    public Task Start(TimeSpan due, TimeSpan period, bool interleave)
    {
        _timer = this.RegisterGrainTimer(
            static (grain, _) =>
            {
                grain._ticks++;
                return Task.CompletedTask;
            },
            this,
            new GrainTimerCreationOptions(due, period) { Interleave = interleave });
        return Task.CompletedTask;
    }

    public Task StartFailing(TimeSpan period)
    {
        _timer = this.RegisterGrainTimer(
            () =>
            {
                _ticks++;
                throw new InvalidOperationException("A tick failed.");
            },
            period,
            period);
        return Task.CompletedTask;
    }

    public Task StartWaiting(string gate)
    {
        _timer = this.RegisterGrainTimer(
            async cancellation =>
            {
                _ticks++;
                try
                {
                    await Gate.Named(gate).WaitAsync().WaitAsync(cancellation);
                }
                catch (OperationCanceledException)
                {
                    _cancelled++;
                }
            },
            TimeSpan.FromMilliseconds(1),
            TimeSpan.FromMilliseconds(1));
        return Task.CompletedTask;
    }

    public Task Change(TimeSpan due, TimeSpan period)
    {
        _timer!.Change(due, period);
        return Task.CompletedTask;
    }

    public Task Stop()
    {
        _timer!.Dispose();
        return Task.CompletedTask;
    }

    public Task StopNow() => Stop();

    public Task<int> Ticks() => Task.FromResult(_ticks);

    public Task<int> CancelledTicks() => Task.FromResult(_cancelled);

    public async Task<int> TicksWhile(string gate)
    {
        var before = _ticks;
        await Gate.Named(gate).WaitAsync();
        return _ticks - before;
    }

    public Task Leave()
    {
        this.DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task StartFromElsewhere() => Task.Run(() => Start(TimeSpan.Zero, TimeSpan.Zero, false));
}
