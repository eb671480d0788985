using System.Net;
using System.Security.Cryptography;
using SeeSupport.FarAway;
using SeeSupport.FarAway.Pictures;
using SeeSupport.WebFront.Running;

namespace SeeSupport.WebFront.Uploads;

public sealed class UploadCrashTests
{
    private const int TwelveMegapixelsTake = 9_000_000;

    [Fact]
    public async Task PictureOfTwelveMegapixels_ArrivesByteForByte_AfterThreeCuts()
    {
        using var folder = new TemporaryFolder();
        var port = FreePort.Next();
        var (first, address) = await ProductProcess.Start(folder.Path, port);
        await using var _ = first;
        var account = first.Output[0].Split(": ")[1].Split(" / ");
        var cookie = await SignIn.As(account[0], account[1], address);
        var desk = await Desk.Connect(address, cookie);
        var (sessionId, code, _) = await desk.Start();
        var page = await Phone.Come(address, code);
        await page.Join();

        var picture = SampleJpeg.Make(4000, 3000, TwelveMegapixelsTake, metadata: false);
        using var phone = TusClient.WithTicket(address, page.Ticket);
        var id = TusClient.NewId();
        var location = (await phone.Create(id, picture.Length, "snapshot")).Headers.Location!.ToString();

        // The first cut: the network. What was sent and read counts.
        using (var cut = await phone.SendPartOf(location, 0, picture, 3_000_000))
            await desk.Hear("PictureReceiving");
        var offset = TusClient.OffsetOf(await phone.Head(location));
        Assert.InRange(offset, 1, 3_000_000);

        // The second: the process is killed in the middle of a piece.
        using (var cut = await phone.SendPartOf(location, offset, picture.AsMemory((int)offset), 2_000_000))
            await first.Kill();
        var (second, _) = await ProductProcess.Start(folder.Path, port);
        await using var __ = second;
        var after = TusClient.OffsetOf(await phone.Head(location));
        Assert.InRange(after, offset, offset + 2_000_000);

        // The third: killed again after all bytes but one were acknowledged.
        await phone.Patch(location, after, picture.AsMemory((int)after, picture.Length - (int)after - 1));
        await second.Kill();
        var (third, _) = await ProductProcess.Start(folder.Path, port);
        await using var ___ = third;
        Assert.Equal(picture.Length - 1, TusClient.OffsetOf(await phone.Head(location)));
        var last = await phone.Patch(location, picture.Length - 1, picture.AsMemory(picture.Length - 1));
        Assert.Equal("ready", last.Headers.GetValues("Picture-State").Single());

        using var agent = TusClient.WithCookie(address, cookie);
        var shown = await (await agent.Get($"/api/pictures/{sessionId}/{id}")).Content.ReadAsByteArrayAsync();
        Assert.Equal(SHA256.HashData(Canonical(picture)), SHA256.HashData(shown));
    }

    [Fact]
    public async Task PictureWhoseLastPieceWasNotAnswered_IsThereOnce_AfterTheProcessIsKilled()
    {
        using var folder = new TemporaryFolder();
        var port = FreePort.Next();
        var (first, address) = await ProductProcess.Start(folder.Path, port);
        await using var _ = first;
        var account = first.Output[0].Split(": ")[1].Split(" / ");
        var cookie = await SignIn.As(account[0], account[1], address);
        var desk = await Desk.Connect(address, cookie);
        var (sessionId, code, _) = await desk.Start();
        var page = await Phone.Come(address, code);
        await page.Join();
        var picture = SampleJpeg.Make(4000, 3000, TwelveMegapixelsTake, metadata: false);
        using var phone = TusClient.WithTicket(address, page.Ticket);
        var id = TusClient.NewId();
        var location = (await phone.Create(id, picture.Length, "snapshot")).Headers.Location!.ToString();
        await phone.Patch(location, 0, picture.AsMemory(0, picture.Length - 100));

        // The whole last piece goes out, and nobody waits for its answer.
        using (var cut = await phone.SendPartOf(location, picture.Length - 100, picture.AsMemory(picture.Length - 100), 100))
            await first.Kill();
        var (second, _) = await ProductProcess.Start(folder.Path, port);
        await using var __ = second;
        var created = await phone.Create(id, picture.Length, "snapshot");
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var offset = (int)TusClient.OffsetOf(created);
        if (offset < picture.Length)
            await phone.Patch(location, offset, picture.AsMemory(offset));
        await using var deskAgain = await Desk.Connect(address, cookie);
        var pictures = (await deskAgain.Ask("Attach", sessionId)).GetProperty("view").GetProperty("pictures");
        Assert.Equal("ready", Assert.Single(pictures.EnumerateArray()).GetProperty("state").GetString());
        Assert.Single(Directory.GetFiles(Path.Combine(folder.Path, "pictures"), "*", SearchOption.AllDirectories));
        Assert.Empty(Directory.GetFiles(Path.Combine(folder.Path, "uploads"), "*.part"));
    }

    /// <summary>What a picture without metadata is rewritten to: only JFIF's resolution and thumbnail differ.</summary>
    private static byte[] Canonical(byte[] picture)
    {
        byte[] jfif = [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, .. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0];
        var adobe = picture.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xEE]);
        return [.. jfif, .. picture[adobe..]];
    }
}
