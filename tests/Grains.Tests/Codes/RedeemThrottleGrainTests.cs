using SeeSupport.Hosting;

namespace SeeSupport.Codes;

public class RedeemThrottleGrainTests
{
    [Fact]
    public async Task Network_HasToWait_AfterFiveMisses_AndOthersDoNot()
    {
        await using var grid = await TestGrid.StartAsync();
        var (network, other) = (Throttle(grid, "192.0.2.1"), Throttle(grid, "192.0.2.2"));
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(TimeSpan.Zero, await network.Try());
            await network.Missed();
        }

        Assert.Equal(TimeSpan.FromMinutes(1), await network.Try());
        Assert.Equal(TimeSpan.Zero, await other.Try());
        grid.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(TimeSpan.Zero, await network.Try());
        Assert.Equal(TimeSpan.FromMinutes(2), await network.Try());
    }

    [Fact]
    public async Task Network_IsNotForgotten_WhileItWaits()
    {
        await using var grid = await TestGrid.StartAsync();
        var network = Throttle(grid, "192.0.2.1");
        for (var i = 0; i < 11; i++)
        {
            var wait = await network.Try();
            for (; wait > TimeSpan.Zero; wait -= TimeSpan.FromMinutes(1))
                grid.Clock.Advance(TimeSpan.FromMinutes(1));
            await network.Try();
        }

        for (var minute = 0; minute < 59; minute++)
            grid.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(TimeSpan.FromMinutes(1), await network.Try());
    }

    [Fact]
    public async Task Hits_DoNotCount()
    {
        await using var grid = await TestGrid.StartAsync();
        var network = Throttle(grid, "192.0.2.1");
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(TimeSpan.Zero, await network.Try());
            await network.Hit();
        }
    }

    [Fact]
    public async Task Breaker_StopsEverybody_AndClosesByItself()
    {
        await using var grid = await TestGrid.StartAsync(settings: new Dictionary<string, string?> { ["SeeSupport:Codes:BreakerMisses"] = "20" });
        var global = Throttle(grid, "global");
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(TimeSpan.Zero, await global.Try());
            await global.Missed();
        }

        Assert.Equal(TimeSpan.FromMinutes(1), await global.Try());
        grid.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(TimeSpan.Zero, await global.Try());
    }

    private static IRedeemThrottleGrain Throttle(TestGrid grid, string key) => grid.Grains.GetGrain<IRedeemThrottleGrain>(key);
}
