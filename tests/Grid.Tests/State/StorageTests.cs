using Orleans.Storage;

namespace SeeSupport.Grid.Tests.State;

public class StorageTests
{
    [Fact]
    public async Task IsTheOneTheGrainNames()
    {
        var first = await TestGrid.StartAsync(silo => silo.AddMemoryGrainStorage("elsewhere"));
        var grain = first.Grains.GetGrain<IFickle>("any");
        await grain.Keep("hello");
        await grain.Leave();
        Assert.Equal("hello", await grain.See());
        await first.StopAsync();
        await using var second = await TestGrid.StartAsync(silo => silo.AddMemoryGrainStorage("elsewhere"), first.Folder);
        Assert.Null(await second.Grains.GetGrain<IFickle>("any").See());
    }

    [Fact]
    public async Task IsAskedForInWords_WhenItIsNotSetUp()
    {
        await using var grid = await TestGrid.StartAsync();
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(grid.Grains.GetGrain<IFickle>("any").See);
        var reason = Assert.IsType<BadProviderConfigException>(failure.GetBaseException());
        Assert.Contains("elsewhere", reason.Message, StringComparison.Ordinal);
    }
}
