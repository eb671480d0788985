namespace SeeSupport.Grid.Tests;

/// <summary>
/// The same clock, whose timers never tick before their time. <see cref="Task.Delay(TimeSpan, TimeProvider)"/> cuts off what is less than a
/// millisecond, and Orleans, woken so much too early, waits for the rest in a loop: for ever, by a clock that stands still.
/// </summary>
internal sealed class NeverEarly(TimeProvider time) : TimeProvider
{
    private static readonly TimeSpan CutOff = TimeSpan.FromMilliseconds(1);

    public override long TimestampFrequency => time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

    public override long GetTimestamp() => time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        time.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? dueTime + CutOff : dueTime, period);
}
