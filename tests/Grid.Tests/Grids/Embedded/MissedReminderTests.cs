using SeeSupport.Grid.Tests.Reminders;

namespace SeeSupport.Grid.Tests;

/// <summary>A reminder that fell due while no process ran does not wait for its next period.</summary>
public class MissedReminderTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    [Fact]
    public async Task ComesAtTheStart_AndNotAgainAtTheNext()
    {
        var key = Guid.NewGuid().ToString("N");
        var first = await TestGrid.StartAsync();
        await first.Grains.GetGrain<IRemembering>(key).Remind("missed", Soon, Long);
        await first.StopAsync();
        Assert.Empty(RememberingGrain.Ticks(key, "missed"));
        await PassAsync(Soon);

        var second = await TestGrid.StartAsync(folder: first.Folder);
        await Eventually.TrueAsync(() => RememberingGrain.Ticks(key, "missed").Length == 1);
        await second.StopAsync();

        await using var third = await TestGrid.StartAsync(folder: first.Folder);
        await third.Grains.GetGrain<IRemembering>(key).Remind("pace", TimeSpan.Zero, Long);
        await Eventually.TrueAsync(() => RememberingGrain.Ticks(key, "pace").Length == 1);
        Assert.Single(RememberingGrain.Ticks(key, "missed"));
        Assert.Equal(["missed", "pace"], await third.Grains.GetGrain<IRemembering>(key).Known());
    }

    private static Task PassAsync(TimeSpan span)
    {
        var until = DateTime.UtcNow + span;
        return Eventually.TrueAsync(() => DateTime.UtcNow > until);
    }
}
