using SeeSupport.Grid.Tests;
using SeeSupport.Hosting;
using SeeSupport.Sessions;

namespace SeeSupport.Pictures;

public sealed class PictureSweepTests
{
    private const string Hash = "0f343b0931126a20f133d67c2b018a3b4f4e5b6f9d3a0c0b7d6e5f4a3b2c1d0e";

    [Fact]
    public async Task Files_GoWhenNobodyRefersToThem_AndPicturesWhenTheirTimeIsOver()
    {
        await using var grid = await TestGrid.StartAsync();
        var desk = await grid.StartSession();
        var phone = await desk.GoLive();
        var command = new BeginPicture { PictureId = "picture-number-01", Source = PictureSource.Snapshot, Bytes = 10 };
        await phone.Session.BeginConsumerPicture(phone.Identity, command);
        await desk.Session.PictureReady(command.PictureId, new() { Hash = Hash, Type = "image/jpeg", Bytes = 10 });
        grid.Pictures.Files[(desk.SessionId, Hash)] = [1];
        grid.Pictures.Files[(desk.SessionId, "left-by-a-crash")] = [2];
        grid.Pictures.Files[("0000000000000000", "of-no-session")] = [3];
        var sweep = grid.Grains.GetGrain<IPictureSweepGrain>("global");

        Assert.Equal(2, await sweep.Sweep());
        Assert.Equal([(desk.SessionId, Hash)], grid.Pictures.Files.Keys);
        grid.Clock.Advance(TimeSpan.FromDays(91));
        await sweep.Sweep();
        Assert.Empty(grid.Pictures.Files);
        Assert.Empty((await desk.Attach()).View.Pictures);
        Assert.Contains(await desk.Log(), line => line.Kind == EventKind.PictureDeleted && line.By is null);
    }

    [Fact]
    public async Task Sweeping_ComesByItself_AlsoAfterARestart()
    {
        var settings = new Dictionary<string, string?> { ["SeeSupport:Pictures:SweepEvery"] = "00:01:00" };
        var first = await TestGrid.StartAsync(settings: settings);
        await first.Grains.GetGrain<IPictureSweepGrain>("global").Begin();
        await using var grid = await first.RestartAsync();
        grid.Pictures.Files[("0000000000000000", Hash)] = [3];
        await Eventually.TrueAsync(() =>
        {
            grid.Clock.Advance(TimeSpan.FromSeconds(10));
            return grid.Pictures.Files.IsEmpty;
        });
    }
}
