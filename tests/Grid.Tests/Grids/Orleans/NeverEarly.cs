namespace SeeSupport.Grid.Tests;

/// <summary>
/// The same clock, which is never seen before the time that a timer of its waited for. <see cref="Task.Delay(TimeSpan, TimeProvider)"/> cuts
/// off what is less than a millisecond, and Orleans, woken so much too early, waits for the rest in a loop: for ever, by a clock that
/// stands still.
/// </summary>
internal sealed class NeverEarly(TimeProvider time) : TimeProvider
{
    private static readonly long CutOff = TimeSpan.TicksPerMillisecond - 1;

    private long _seen;

    public override long TimestampFrequency => time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => new(Math.Max(time.GetUtcNow().UtcTicks, Interlocked.Read(ref _seen)), TimeSpan.Zero);

    public override long GetTimestamp() => time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var due = dueTime > TimeSpan.Zero ? time.GetUtcNow().UtcTicks + dueTime.Ticks + CutOff : 0;
        return time.CreateTimer(
            given =>
            {
                if (due > Interlocked.Read(ref _seen))
                    Interlocked.Exchange(ref _seen, due);
                callback(given);
            },
            state,
            dueTime,
            period);
    }
}
