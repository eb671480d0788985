namespace SeeSupport.Grid.Tests.Timers;

[Collection(typeof(SharedGridTests))]
public class TimerTests(SharedGrid grid)
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(20);

    private readonly string _gate = Guid.NewGuid().ToString("N");
    private readonly IClockwork _grain = grid.NewGrain<IClockwork>();
    private readonly IClockwork _pace = grid.NewGrain<IClockwork>();

    [Fact]
    public async Task TicksAgainAndAgain()
    {
        await _grain.Start(TimeSpan.Zero, Short, interleave: false);
        await Eventually.TrueAsync(async () => await _grain.Ticks() > 3);
    }

    [Fact]
    public async Task TicksOnce_WhenItHasNoPeriod()
    {
        await _grain.Start(TimeSpan.Zero, Timeout.InfiniteTimeSpan, interleave: false);
        await SomeTimeAsync();
        Assert.Equal(1, await _grain.Ticks());
    }

    [Fact]
    public async Task TicksNoMore_OnceDisposed()
    {
        await _grain.Start(TimeSpan.Zero, Short, interleave: false);
        await Eventually.TrueAsync(async () => await _grain.Ticks() > 0);
        await _grain.Stop();
        var ticks = await _grain.Ticks();
        await SomeTimeAsync();
        Assert.Equal(ticks, await _grain.Ticks());
    }

    [Fact]
    public async Task WaitsForTheCallUnderWay()
    {
        await _grain.Start(Short, Short, interleave: false);
        var call = _grain.TicksWhile(_gate);
        await Gate.Named(_gate).ArrivedAsync();
        await SomeTimeAsync();
        Gate.Named(_gate).Open();
        Assert.Equal(0, await call);
        await Eventually.TrueAsync(async () => await _grain.Ticks() > 0);
    }

    [Fact]
    public async Task DoesNotWaitForTheCallUnderWay_WhenItInterleaves()
    {
        await _grain.Start(Short, Short, interleave: true);
        var call = _grain.TicksWhile(_gate);
        await Gate.Named(_gate).ArrivedAsync();
        await Eventually.TrueAsync(async () => await _grain.Ticks() > 3);
        Gate.Named(_gate).Open();
        Assert.True(await call > 0);
    }

    [Fact]
    public async Task DoesNotTick_WhileItsLastTickIsUnderWay()
    {
        await _grain.StartWaiting(_gate);
        await Gate.Named(_gate).ArrivedAsync();
        await SomeTimeAsync();
        Assert.Equal(1, await _grain.Ticks());
        Gate.Named(_gate).Open();
        await Eventually.TrueAsync(async () => await _grain.Ticks() > 1);
    }

    [Fact]
    public async Task CancelsItsTick_WhenDisposed()
    {
        await _grain.StartWaiting(_gate);
        await Gate.Named(_gate).ArrivedAsync();
        await _grain.StopNow();
        await Eventually.TrueAsync(async () => await _grain.CancelledTicks() == 1);
    }

    [Fact]
    public async Task GoesOn_WhenATickFails()
    {
        await _grain.StartFailing(Short);
        await Eventually.TrueAsync(async () => await _grain.Ticks() > 2);
    }

    [Fact]
    public async Task FollowsItsNewSchedule_OnceChanged()
    {
        await _grain.Start(TimeSpan.FromHours(1), TimeSpan.FromHours(1), interleave: false);
        await _grain.Change(Short, Short);
        await Eventually.TrueAsync(async () => await _grain.Ticks() > 2);
        await _grain.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        var ticks = await _grain.Ticks();
        await SomeTimeAsync();
        Assert.Equal(ticks, await _grain.Ticks());
    }

    [Fact]
    public async Task EndsWithItsActivation()
    {
        await _grain.Start(TimeSpan.Zero, Short, interleave: false);
        await Eventually.TrueAsync(async () => await _grain.Ticks() > 0);
        await _grain.Leave();
        await SomeTimeAsync();
        Assert.Equal(0, await _grain.Ticks());
    }

    [Fact]
    public Task IsStartedByItsOwnGrainOnly() => Assert.ThrowsAnyAsync<Exception>(_grain.StartFromElsewhere);

    /// <summary>Long enough for ten short periods: told by another grain's timer.</summary>
    private async Task SomeTimeAsync()
    {
        await _pace.Start(Short, Short, interleave: false);
        await Eventually.TrueAsync(async () => await _pace.Ticks() >= 10);
        await _pace.Stop();
    }
}
