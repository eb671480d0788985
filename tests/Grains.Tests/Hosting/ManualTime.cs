namespace SeeSupport.Hosting;

/// <summary>A clock that stands still until the test moves it. Timers that are due at once tick at once.</summary>
internal sealed class ManualTime(DateTimeOffset? start = null) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<Timer> _timers = [];
    private DateTimeOffset _now = start ?? new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Timers that will tick.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
                return _timers.Count(timer => timer.Due is not null);
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return _now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <summary>Moves the clock; what is due on the way ticks at its time.</summary>
    public void Advance(TimeSpan span)
    {
        var until = GetUtcNow() + span;
        while (Tick(until))
        {
        }

        lock (_gate)
            _now = until;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private bool Tick(DateTimeOffset until)
    {
        Timer? next;
        lock (_gate)
        {
            next = _timers.Where(timer => timer.Due <= until).MinBy(timer => timer.Due);
            if (next is null)
                return false;
            if (next.Due > _now)
                _now = next.Due.Value;
            next.Due = next.Period is { } period ? _now + period : null;
        }

        next.Call();
        return true;
    }

    private sealed class Timer(ManualTime time, Action call) : ITimer
    {
        public DateTimeOffset? Due { get; set; }

        public TimeSpan? Period { get; private set; }

        public void Call() => call();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._gate)
            {
                if (!time._timers.Contains(this))
                    time._timers.Add(this);
                Period = period > TimeSpan.Zero ? period : null;
                Due = dueTime > TimeSpan.Zero ? time._now + dueTime : null;
            }

            if (dueTime == TimeSpan.Zero)
                ThreadPool.QueueUserWorkItem(_ => call());
            return true;
        }

        public void Dispose()
        {
            lock (time._gate)
                time._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
