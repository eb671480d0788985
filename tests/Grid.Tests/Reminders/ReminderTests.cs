namespace SeeSupport.Grid.Tests.Reminders;

[Collection(typeof(SharedGridTests))]
public class ReminderTests
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    private readonly SharedGrid _grid;
    private readonly string _key = Guid.NewGuid().ToString("N");
    private readonly IRemembering _grain;

    public ReminderTests(SharedGrid grid)
    {
        _grid = grid;
        _grain = grid.Grains.GetGrain<IRemembering>(_key);
    }

    [Fact]
    public async Task TicksAgainAndAgain()
    {
        await _grain.Remind("often", TimeSpan.Zero, Period);
        await TicksAsync("often", 2);
        var ticks = RememberingGrain.Ticks(_key, "often");
        Assert.All(ticks, tick => Assert.Equal(Period, tick.Period));
        Assert.Single(ticks.Select(tick => tick.FirstTickTime).Distinct());
        Assert.True(ticks[0].CurrentTickTime >= ticks[0].FirstTickTime);
    }

    [Fact]
    public async Task TicksAgain_WhenATickFailed()
    {
        await _grain.Remind("failing", TimeSpan.Zero, Period);
        await TicksAsync("failing", 2);
    }

    [Fact]
    public async Task IsKnownByItsName_UntilRemoved()
    {
        await _grain.Remind("b", Long, Long);
        await _grain.Remind("a", Long, Long);
        await _grain.Remind("a", Long, Long);
        Assert.Equal(["a", "b"], await _grain.Known());
        await _grain.Forget("a");
        Assert.Equal(["b"], await _grain.Known());
        Assert.False(await _grain.Knows("a"));
    }

    [Fact]
    public async Task MayBeRemovedTwice()
    {
        await _grain.Remind("once", Long, Long);
        await _grain.ForgetTwice("once");
        Assert.Empty(await _grain.Known());
    }

    [Fact]
    public async Task IsNotRemoved_WhenItGotAnotherScheduleSinceItWasRead()
    {
        await _grain.Remind("changed", Long, Long);
        await Assert.ThrowsAsync<ReminderException>(() => _grain.ForgetAnOldOne("changed"));
        Assert.True(await _grain.Knows("changed"));
    }

    [Fact]
    public async Task TicksNoMore_OnceRemoved()
    {
        await _grain.Remind("short-lived", TimeSpan.Zero, Period);
        await TicksAsync("short-lived", 1);
        await _grain.Forget("short-lived");
        var ticks = RememberingGrain.Ticks(_key, "short-lived").Length;
        await _grain.Remind("pace", TimeSpan.Zero, Period);
        await TicksAsync("pace", 3);
        Assert.Equal(ticks, RememberingGrain.Ticks(_key, "short-lived").Length);
    }

    [Fact]
    public async Task FollowsItsNewSchedule_OnceUpdated()
    {
        await _grain.Remind("updated", Long, Long);
        await _grain.Remind("updated", TimeSpan.Zero, Period);
        await TicksAsync("updated", 2);
    }

    [Fact]
    public async Task IsRefused_WhenItsPeriodIsTooShort()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => _grain.Remind("hectic", Period, TimeSpan.FromMilliseconds(50)));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => _grain.Remind("early", TimeSpan.FromSeconds(-2), Period));
    }

    [Fact]
    public Task IsRefused_WhenTheGrainCannotReceiveIt() =>
        Assert.ThrowsAsync<InvalidOperationException>(_grid.NewGrain<IForgetful>().Remind);

    [Fact]
    public async Task WakesItsGrain_AfterARestart_AndNeverTwiceForOneDueTime()
    {
        var first = await TestGrid.StartAsync();
        var grain = first.Grains.GetGrain<IRemembering>(_key);
        await grain.Remind("durable", TimeSpan.FromMilliseconds(500), Period);
        await grain.Remind("removed", TimeSpan.FromMilliseconds(500), Period);
        await grain.Forget("removed");
        await TicksAsync("durable", 2);
        await first.StopAsync();
        var before = RememberingGrain.Ticks(_key, "durable").Length;

        await using var second = await TestGrid.StartAsync(folder: first.Folder);
        await TicksAsync("durable", before + 3);

        Assert.Empty(RememberingGrain.Ticks(_key, "removed"));
        var ticks = RememberingGrain.Ticks(_key, "durable");
        Assert.Single(ticks.Select(tick => tick.FirstTickTime).Distinct());
        var dueTimes = ticks.Select(tick => (tick.CurrentTickTime - tick.FirstTickTime + Period / 10).Ticks / Period.Ticks).ToArray();
        Assert.Equal(dueTimes.Distinct(), dueTimes);
    }

    [Fact]
    public async Task WakesItsGrain_WhenItFellDueWhileTheProcessWasDown()
    {
        var first = await TestGrid.StartAsync();
        await first.Grains.GetGrain<IRemembering>(_key).Remind("missed", TimeSpan.FromSeconds(1), Period);
        await first.StopAsync();
        await _grain.Remind("pace", TimeSpan.Zero, Period);
        await TicksAsync("pace", 3);
        var before = RememberingGrain.Ticks(_key, "missed").Length;

        await using var second = await TestGrid.StartAsync(folder: first.Folder);
        await TicksAsync("missed", before + 1);
    }

    private Task TicksAsync(string name, int count) => Eventually.TrueAsync(() => RememberingGrain.Ticks(_key, name).Length >= count);
}
