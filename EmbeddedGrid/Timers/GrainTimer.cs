using Microsoft.Extensions.Logging;
using Orleans.Timers;

namespace Orleans.Runtime;

/// <summary>Starts timers for activations.</summary>
internal sealed class TimerRegistry(Grid grid) : ITimerRegistry
{
    public IGrainTimer RegisterGrainTimer<TState>(
        IGrainContext grainContext, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options)
    {
        if (!ReferenceEquals(grainContext, RuntimeContext.Current))
            throw new InvalidOperationException("A grain starts timers from its own turns only.");
        return new GrainTimer<TState>(grid, (Activation)grainContext, callback, state, options);
    }
}

/// <summary>A timer whose ticks are turns of its grain. The next one is set when the last is done.</summary>
internal abstract partial class GrainTimer : IGrainTimer
{
    private readonly Grid _grid;
    private readonly Activation _activation;
    private readonly GrainTimerCreationOptions _options;
    private readonly CancellationTokenSource _disposed = new();
    private readonly ITimer _timer;
    private TimeSpan _dueTime;
    private TimeSpan _period;
    private bool _ticking;
    private bool _changed;

    protected GrainTimer(Grid grid, Activation activation, GrainTimerCreationOptions options)
    {
        _grid = grid;
        _activation = activation;
        _options = options;
        activation.Keep(this);
        _timer = grid.Time.CreateTimer(static timer => ((GrainTimer)timer!).Tick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Change(options.DueTime, options.Period);
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        CheckRange(dueTime, nameof(dueTime));
        CheckRange(period, nameof(period));
        (_dueTime, _period, _changed) = (dueTime, period, true);
        if (!_ticking)
            _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        if (_disposed.IsCancellationRequested)
            return;
        _disposed.Cancel();
        _timer.Dispose();
        _activation.Drop(this);
    }

    protected abstract Task CallBack(CancellationToken cancellation);

    private static void CheckRange(TimeSpan span, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(span.TotalMilliseconds, -1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(span.TotalMilliseconds, uint.MaxValue - 1, name);
    }

    private void Tick()
    {
        _ticking = true;
        _activation.Receive(new TickTurn(this));
    }

    private void TickDone(Exception? failure)
    {
        if (failure is not null)
            LogTickFailed(_grid.Log, failure, _activation.GrainId.Masked);
        if (_disposed.IsCancellationRequested)
            return;
        _timer.Change(_changed ? _dueTime : _period, Timeout.InfiniteTimeSpan);
        _ticking = false;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A timer of {GrainId} failed; it goes on")]
    private static partial void LogTickFailed(ILogger logger, Exception exception, string grainId);

    private sealed class TickTurn : Turn
    {
        private readonly GrainTimer _timer;

        public TickTurn(GrainTimer timer)
        {
            _timer = timer;
            Interleaving = timer._options.Interleave ? Interleaving.Always : Interleaving.None;
        }

        internal override bool KeepsAlive => _timer._options.KeepAlive;

        internal override bool IsAbandoned => _timer._disposed.IsCancellationRequested;

        internal override void Fail(Exception exception)
        {
        }

        protected override Task Run()
        {
            _timer._changed = false;
            return _timer.CallBack(_timer._disposed.Token);
        }

        protected override void Finish(Task done, Exception? failure) => _timer.TickDone(failure);
    }
}

internal sealed class GrainTimer<TState>(
    Grid grid, Activation activation, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options)
    : GrainTimer(grid, activation, options)
{
    protected override Task CallBack(CancellationToken cancellation) => callback(state, cancellation);
}
