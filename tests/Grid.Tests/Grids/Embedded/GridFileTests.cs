using Microsoft.Data.Sqlite;
using Orleans.Configuration;
using SeeSupport.Grid.Tests.State;

namespace SeeSupport.Grid.Tests;

/// <summary>What the embedded grid's file does when the disk does not do what it should.</summary>
public class GridFileTests
{
    [Fact]
    public async Task RefusesAWrite_WhenTheDiskIsFull_AndTakesASmallerOneAfterwards()
    {
        await using var grid = await TestGrid.StartAsync(silo => silo.Configure<SqliteGridOptions>(options => options.MaxBytes = 200_000));
        var grain = grid.Grains.GetGrain<IKeeper>("greedy");
        await grain.Keep("small");
        var failure = await Assert.ThrowsAsync<OrleansException>(() => grain.Keep(new string('x', 1_000_000)));
        Assert.Contains("grid.db' could not be written: the disk is full", failure.Message, StringComparison.Ordinal);
        await grain.Reread();
        var view = await grain.See();
        Assert.Equal(("small", 1), (view.Text, view.Writes));
        await grain.Keep("small again");
        await grain.Leave();
        Assert.Equal(["small", "small again"], (await grain.See()).All);
    }

    [Fact]
    public async Task LetsOneBadWriteFailAlone_WhenManyAreCommittedTogether()
    {
        await using var grid = await TestGrid.StartAsync(silo => silo.Configure<SqliteGridOptions>(options => options.MaxBytes = 2_000_000));
        var greedy = grid.Grains.GetGrain<IKeeper>("greedy");
        var modest = Enumerable.Range(0, 100).Select(each => grid.Grains.GetGrain<IKeeper>($"{each}")).ToArray();
        var bad = greedy.Keep(new string('x', 5_000_000));
        await Task.WhenAll(modest.Select(each => each.Keep("small")));
        await Assert.ThrowsAsync<OrleansException>(() => bad);
        await Task.WhenAll(modest.Select(each => each.Leave()));
        Assert.All(await Task.WhenAll(modest.Select(each => each.See())), view => Assert.Equal("small", view.Text));
    }

    [Fact]
    public async Task RefusesASecondProcess_OnTheSameFile()
    {
        await using var first = await TestGrid.StartAsync();
        var failure = await Assert.ThrowsAsync<OrleansException>(() => TestGrid.StartAsync(folder: first.Folder));
        Assert.Contains("another process uses it", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SaysWhichFile_WhenTheFolderCannotBeMade()
    {
        var failure = await Assert.ThrowsAsync<OrleansException>(() => TestGrid.StartAsync(folder: "/proc/no-such-folder"));
        Assert.Contains("'/proc/no-such-folder/grid.db' could not be opened", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SaysSo_WhenItIsNoSqliteFile()
    {
        var folder = Directory.CreateTempSubdirectory("grid-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "grid.db"), new string('x', 10_000));
        var failure = await Assert.ThrowsAsync<OrleansException>(() => TestGrid.StartAsync(folder: folder));
        Assert.Contains("it is damaged or no SQLite file", failure.Message, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task KeepsStateUnderTheGrainsStableName()
    {
        await using var grid = await TestGrid.StartAsync();
        await grid.Grains.GetGrain<IKeeper>("a/b").Keep("hello");
        using var connection = new SqliteConnection($"Data Source={Path.Combine(grid.Folder, "grid.db")};Pooling=False;Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT grain_type || '|' || grain_key || '|' || name || '|' || json FROM grain_state";
        Assert.StartsWith("keeper|a/b|kept|{", (string)command.ExecuteScalar()!, StringComparison.Ordinal);
    }
}
