using System.Net;
using System.Text.Json;
using SeeSupport.FarAway.Pictures;
using SeeSupport.FarAway.S3;
using SeeSupport.WebFront.Running;

namespace SeeSupport.WebFront.Uploads;

public sealed class UploadTests(SharedProduct shared)
{
    private Product Product => shared.Product;

    [Fact]
    public async Task Snapshot_ArrivesInPieces_SeenByTheAgent_WithoutMetadata()
    {
        await using var live = await LiveSession.On(Product);
        using var phone = TusClient.WithTicket(Product.Address, live.Phone.Ticket);
        using var agent = TusClient.WithCookie(Product.Address, await Product.Cookie());
        var (id, picture) = (TusClient.NewId(), SampleJpeg.Make(4032, 3024, 300_000, orientation: 6));
        var created = await phone.Create(id, picture.Length, "snapshot");
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var location = created.Headers.Location!.ToString();
        await live.Desk.See(view => Picture(view, id)?.GetProperty("state").GetString() == "receiving");

        var half = picture.Length / 2;
        var first = await phone.Patch(location, 0, picture.AsMemory(0, half));
        Assert.Equal((HttpStatusCode.NoContent, half), (first.StatusCode, (int)TusClient.OffsetOf(first)));
        Assert.Equal((409, "picture-not-ready"), await TusClient.RefusalOf(await agent.Get($"/api/pictures/{live.Id}/{id}")));
        Assert.Equal(half, TusClient.OffsetOf(await phone.Create(id, picture.Length, "snapshot")));
        var last = await phone.Patch(location, half, picture.AsMemory(half));
        Assert.Equal("ready", last.Headers.GetValues("Picture-State").Single());

        var view = await live.Desk.See(view => Picture(view, id)?.GetProperty("state").GetString() == "ready");
        var seen = Picture(view, id)!.Value;
        Assert.Equal((3024, 4032), (seen.GetProperty("width").GetInt32(), seen.GetProperty("height").GetInt32()));
        var shown = await agent.Get($"/api/pictures/{live.Id}/{id}");
        Assert.Equal("image/jpeg", shown.Content.Headers.ContentType!.MediaType);
        Assert.Equal("default-src 'none'; sandbox", shown.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("nosniff", shown.Headers.GetValues("X-Content-Type-Options").Single());
        // An answer that also renews the sign-in's cookie is not stored at all.
        Assert.True(shown.Headers.CacheControl is { NoCache: true } and ({ Private: true } or { NoStore: true }), $"{shown.Headers.CacheControl}");
        Assert.StartsWith("inline; filename=picture-", shown.Content.Headers.ContentDisposition!.ToString());
        var bytes = await shown.Content.ReadAsByteArrayAsync();
        Assert.False(Personal.IsIn(bytes));
        Assert.True(bytes.AsSpan().IndexOf(SampleJpeg.Noise(300_000, 1)) > 0);
        Assert.StartsWith("attachment", (await agent.Get($"/api/pictures/{live.Id}/{id}?download")).Content.Headers.ContentDisposition!.ToString());

        // The answer was lost: whoever asks again reads the same.
        Assert.Equal(picture.Length, TusClient.OffsetOf(await phone.Head(location)));
        Assert.Equal("ready", (await phone.Create(id, picture.Length, "snapshot")).Headers.GetValues("Picture-State").Single());
        Assert.Equal("ready", (await phone.Patch(location, half, picture.AsMemory(half))).Headers.GetValues("Picture-State").Single());
    }

    /// <summary>503 would have the proxy ask another front, and leave this one alone for a while with all that it can do.</summary>
    [Fact]
    public async Task Picture_ArrivesOnceItsStoreIsBack_AndNobodyTakesTheFrontForAway()
    {
        await using var bucket = await S3Server.Start();
        await using var product = await Product.Start(
            ("SeeSupport:Pictures:S3:Bucket", bucket.Bucket), ("SeeSupport:Pictures:S3:ServiceUrl", bucket.Address.ToString()),
            ("SeeSupport:Pictures:S3:AccessKey", bucket.AccessKey), ("SeeSupport:Pictures:S3:SecretKey", "secret"));
        await using var live = await LiveSession.On(product);
        using var phone = TusClient.WithTicket(product.Address, live.Phone.Ticket);
        var picture = SampleJpeg.Make(640, 480, 2000);
        var location = (await phone.Create(TusClient.NewId(), picture.Length, "snapshot")).Headers.Location!.ToString();
        bucket.IsDown = true;
        Assert.Equal((504, "picture-store-unavailable"), await TusClient.RefusalOf(await phone.Patch(location, 0, picture)));
        bucket.IsDown = false;
        Assert.Equal("ready", (await phone.Patch(location, picture.Length, ReadOnlyMemory<byte>.Empty)).Headers.GetValues("Picture-State").Single());
    }

    [Fact]
    public async Task Picture_IsItsAgentsOnly()
    {
        await using var live = await LiveSession.On(Product);
        await using var other = await LiveSession.On(Product);
        using var phone = TusClient.WithTicket(Product.Address, live.Phone.Ticket);
        using var stranger = TusClient.WithTicket(Product.Address, other.Phone.Ticket);
        using var nobody = TusClient.WithTicket(Product.Address, "forged");
        using var administrator = TusClient.WithCookie(Product.Address, await Product.AdministratorsCookie());
        using var agent = TusClient.WithCookie(Product.Address, await Product.Cookie());
        var (id, picture) = (TusClient.NewId(), SampleJpeg.Make());
        await phone.Send(id, picture);
        var path = $"/api/pictures/{live.Id}/{id}";
        foreach (var client in new[] { phone, stranger, nobody, administrator })
        {
            foreach (var form in new[] { "", "/thumbnail", "/original" })
                Assert.Contains((await client.Get(path + form)).StatusCode, new[] { HttpStatusCode.NotFound, HttpStatusCode.Forbidden });
        }

        var etag = (await agent.Get(path)).Headers.ETag!.ToString();
        using var http = Product.Http();
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Cookie", await Product.Cookie());
        request.Headers.Add("If-None-Match", etag);
        Assert.Equal(HttpStatusCode.NotModified, (await http.SendAsync(request)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Head($"/api/uploads/{live.Id}/{id}")).StatusCode);
        Assert.Equal((401, "ticket-refused"), await TusClient.RefusalOf(await nobody.Create(TusClient.NewId(), 100)));
        Assert.Equal((403, "session-not-yours"), await TusClient.RefusalOf(await administrator.Create(TusClient.NewId(), 100, "frozen", session: live.Id)));

        await live.Desk.Ask("DeletePicture", live.Id, Guid.NewGuid(), id);
        Assert.Equal(HttpStatusCode.NotFound, (await agent.Get(path)).StatusCode);
    }

    [Fact]
    public async Task Agent_KeepsAFrozenPicture_AndTurnsIt()
    {
        await using var live = await LiveSession.On(Product);
        using var agent = TusClient.WithCookie(Product.Address, await Product.Cookie());
        var id = TusClient.NewId();
        Assert.Equal(HttpStatusCode.NoContent, (await agent.Send(id, SamplePng.Make(), "frozen", live.Id)).StatusCode);
        await live.Desk.Ask("TurnPicture", live.Id, Guid.NewGuid(), id, 90);
        var view = await live.Desk.See(view => Picture(view, id)?.GetProperty("rotation").GetInt32() == 90);
        Assert.Equal("agent", Picture(view, id)!.Value.GetProperty("by").GetString());

        Assert.Equal(HttpStatusCode.NoContent, (await agent.Put($"/api/pictures/{live.Id}/{id}/thumbnail", SampleWebP.Make(64, 48, 200))).StatusCode);
        var small = await agent.Get($"/api/pictures/{live.Id}/{id}/thumbnail");
        Assert.Equal("image/webp", small.Content.Headers.ContentType!.MediaType);
        Assert.False(Personal.IsIn(await small.Content.ReadAsByteArrayAsync()));
        Assert.Equal("image/png", (await agent.Get($"/api/pictures/{live.Id}/{id}")).Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Thumbnail_IsThePictureItself_WhereNobodyMadeOne()
    {
        await using var live = await LiveSession.On(Product);
        using var phone = TusClient.WithTicket(Product.Address, live.Phone.Ticket);
        using var agent = TusClient.WithCookie(Product.Address, await Product.Cookie());
        var id = TusClient.NewId();
        await phone.Send(id, SampleJpeg.Make());
        var path = $"/api/pictures/{live.Id}/{id}/thumbnail";
        Assert.Equal(HttpStatusCode.OK, (await agent.Get(path)).StatusCode);
        Assert.Equal((413, "picture-too-large"), await TusClient.RefusalOf(await phone.Put(path, new byte[101 * 1024])));
        Assert.Equal((422, "picture-too-many-pixels"), await TusClient.RefusalOf(await phone.Put(path, SampleJpeg.Make(1000, 1000, 200, metadata: false))));
        Assert.Equal((415, "picture-type-unknown"), await TusClient.RefusalOf(await phone.Put(path, new byte[100])));
    }

    [Fact]
    public async Task BadPictures_AreRefusedClearly_AndTheAgentIsTold()
    {
        await using var live = await LiveSession.On(Product);
        using var phone = TusClient.WithTicket(Product.Address, live.Phone.Ticket);
        var whole = SampleJpeg.Make(metadata: false);
        (byte[] Content, int Status, string Code)[] bad =
        [
            ("<html><script>alert(1)</script></html>"u8.ToArray(), 415, "picture-type-unknown"),
            (whole[..^100], 422, "picture-malformed"),
            (SampleJpeg.Make(40_000, 40_000), 422, "picture-too-many-pixels"),
            (SampleHeic.Make()[..300], 422, "picture-malformed"),
        ];
        foreach (var (content, status, code) in bad)
        {
            var id = TusClient.NewId();
            Assert.Equal((status, code), await TusClient.RefusalOf(await phone.Send(id, content)));
            await live.Desk.See(view => Picture(view, id)?.GetProperty("state").GetString() == "failed");
            var again = await phone.Create(id, content.Length);
            Assert.Equal((410, code), await TusClient.RefusalOf(again));
            Assert.Equal(HttpStatusCode.Gone, (await phone.Head($"/api/uploads/{live.Id}/{id}")).StatusCode);
        }
    }

    [Fact]
    public async Task BadRequests_AreRefusedBeforeTheirBodyIsRead()
    {
        await using var live = await LiveSession.On(Product);
        using var phone = TusClient.WithTicket(Product.Address, live.Phone.Ticket);
        Assert.Equal((413, "picture-too-large"), await TusClient.RefusalOf(await phone.Create(TusClient.NewId(), 200L << 20)));
        Assert.Equal((422, "picture-empty"), await TusClient.RefusalOf(await phone.Create(TusClient.NewId(), 0)));
        Assert.Equal((415, "picture-type-unknown"), await TusClient.RefusalOf(await phone.Create(TusClient.NewId(), 100, type: "text/html")));
        Assert.Equal((400, "upload-not-understood"), await TusClient.RefusalOf(await phone.Create(TusClient.NewId(), 100, source: "text")));
        Assert.Equal((400, "picture-source-unexpected"), await TusClient.RefusalOf(await phone.Create(TusClient.NewId(), 100, source: "frozen")));
        Assert.Equal((400, "picture-id-malformed"), await TusClient.RefusalOf(await phone.Create("../../../../etc/passwd", 100)));

        var picture = SampleJpeg.Make();
        var created = await phone.Create(TusClient.NewId(), picture.Length);
        var location = created.Headers.Location!.ToString();
        Assert.Equal((409, "upload-offset"), await TusClient.RefusalOf(await phone.Patch(location, 10, picture)));

        // 200 MB in place of what was announced: refused by its length, before any of it comes.
        using var socket = await phone.SendPartOf(location, 0, new byte[200 << 20], 0);
        var answer = new byte[64];
        var read = await socket.ReceiveAsync(answer).WaitAsync(TimeSpan.FromSeconds(10));
        Assert.StartsWith("HTTP/1.1 413", System.Text.Encoding.ASCII.GetString(answer, 0, read));
    }

    [Fact]
    public async Task Phone_SendsPhotosWithoutAHub_ByPlainHttp()
    {
        await using var desk = await Product.Desk();
        var (sessionId, code, _) = await desk.Start();
        var arrived = JsonDocument.Parse(await (await Product.Arrive(Phone.Request(code))).Content.ReadAsStringAsync()).RootElement;
        using var phone = TusClient.WithTicket(Product.Address, arrived.GetProperty("ticket").GetString()!);
        var ids = Enumerable.Range(0, 10).Select(_ => TusClient.NewId()).ToArray();
        var answers = await Task.WhenAll(ids.Select((id, at) => phone.Send(id, SampleJpeg.Make(seed: at))));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode));
        var view = await desk.See(view => ids.All(id => Picture(view, id)?.GetProperty("state").GetString() == "ready"));
        Assert.Equal(("joining", "terms-accepted"), (view.GetProperty("status").GetString(), view.GetProperty("step").GetString()));
    }

    [Fact]
    public async Task Heic_IsPrivate_UntilTheConsumersBrowserHasConvertedIt()
    {
        await using var live = await LiveSession.On(Product);
        using var phone = TusClient.WithTicket(Product.Address, live.Phone.Ticket);
        using var agent = TusClient.WithCookie(Product.Address, await Product.Cookie());
        var id = TusClient.NewId();
        var sent = await phone.Send(id, SampleHeic.Make());
        Assert.Equal("private", sent.Headers.GetValues("Picture-State").Single());
        var path = $"/api/pictures/{live.Id}/{id}";
        Assert.Equal((409, "picture-private"), await TusClient.RefusalOf(await agent.Get(path)));
        Assert.Equal(HttpStatusCode.NotFound, (await agent.Get($"{path}/original")).StatusCode);
        await live.Phone.Hear("Updated", when: call => call.Arguments[0].GetProperty("view").GetProperty("toConvert").EnumerateArray().Any(each => each.GetString() == id));
        Assert.Equal(SampleHeic.Make(), await (await phone.Get($"{path}/original")).Content.ReadAsByteArrayAsync());

        var converted = TusClient.NewId();
        await phone.Send(converted, SampleJpeg.Make(), converts: id);
        var view = await live.Desk.See(view => Picture(view, id) is null && Picture(view, converted) is not null);
        Assert.Equal(1, view.GetProperty("pictures").GetArrayLength());
    }

    [Fact]
    public async Task UploadThatIsGivenUp_IsGone()
    {
        await using var live = await LiveSession.On(Product);
        using var phone = TusClient.WithTicket(Product.Address, live.Phone.Ticket);
        var (id, picture) = (TusClient.NewId(), SampleJpeg.Make());
        var location = (await phone.Create(id, picture.Length)).Headers.Location!.ToString();
        Assert.Equal(HttpStatusCode.NoContent, (await phone.Delete(location)).StatusCode);
        Assert.Equal(HttpStatusCode.Gone, (await phone.Patch(location, 0, picture)).StatusCode);
        await live.Desk.See(view => Picture(view, id)?.GetProperty("state").GetString() == "failed");
    }

    [Fact]
    public async Task AConnectionThatHangs_GivesWayToTheNextOne()
    {
        await using var live = await LiveSession.On(Product);
        using var phone = TusClient.WithTicket(Product.Address, live.Phone.Ticket);
        var (id, picture) = (TusClient.NewId(), SampleJpeg.Make(scanBytes: 200_000));
        var location = (await phone.Create(id, picture.Length)).Headers.Location!.ToString();
        using var hanging = await phone.SendPartOf(location, 0, picture, 100_000);
        await live.Desk.Hear("PictureReceiving", when: call => call.Arguments[1].GetString() == id);
        var offset = TusClient.OffsetOf(await phone.Head(location));
        Assert.InRange(offset, 1, 100_000);
        Assert.Equal("ready", (await phone.Patch(location, offset, picture.AsMemory((int)offset))).Headers.GetValues("Picture-State").Single());
    }

    private static JsonElement? Picture(JsonElement view, string id) => view.GetProperty("pictures").EnumerateArray()
        .Cast<JsonElement?>().FirstOrDefault(each => each!.Value.GetProperty("pictureId").GetString() == id);
}
