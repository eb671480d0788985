using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using SeeSupport.WebFront.Running;

namespace SeeSupport.WebFront.Recordings;

public sealed class RecordingsApiTests
{
    private readonly string _recordingId = Guid.NewGuid().ToString();

    [Fact]
    public async Task ARecordingComesInPieces_IsWholeAfterwards_AndPlaysByRanges()
    {
        await using var product = await Product.Start();
        await using var session = await LiveSession.On(product);
        using var http = await Http(product);
        var recorded = LiveWebm.Of(clusters: 4);

        // Nothing is recorded before the consumer agrees.
        Assert.Equal((HttpStatusCode.Conflict, "recording-not-agreed"), await Refused(http.PostAsync(At(session), null)));
        await Agree(session);
        using (var begun = await http.PostAsync(At(session), null))
            Assert.Equal(HttpStatusCode.Created, begun.StatusCode);

        // A recorder that starts slowly gives its first byte away alone.
        Assert.Equal(1, await Append(http, session, recorded[..1], 0));

        // A piece at the wrong place is told the right one; a repeat changes nothing.
        Assert.Equal(3000, await Append(http, session, recorded[1..3000], 1));
        using (var again = await Send(http, session, recorded[..3000], 0))
            Assert.Equal((HttpStatusCode.Conflict, "3000"), (again.StatusCode, again.Headers.GetValues("Upload-Offset").Single()));
        using (var head = await http.SendAsync(new(HttpMethod.Head, At(session))))
            Assert.Equal("3000", head.Headers.GetValues("Upload-Offset").Single());
        Assert.Equal(recorded.Length, await Append(http, session, recorded[3000..], 3000));
        Assert.Equal((HttpStatusCode.Conflict, "recording-going-on"), await Refused(http.GetAsync(At(session))));

        using (var finished = await http.PostAsync(At(session) + "/finish", null))
            Assert.Equal(HttpStatusCode.NoContent, finished.StatusCode);
        var view = await session.Desk.See(seen => seen.GetProperty("recordings").EnumerateArray().Any(each => each.GetProperty("state").GetString() == "ready"));
        Assert.Equal(3983, view.GetProperty("recordings")[0].GetProperty("durationMs").GetDouble());
        using var whole = await http.GetAsync(At(session) + "?download");
        Assert.Equal(("video/webm", "attachment"), (whole.Content.Headers.ContentType!.MediaType, whole.Content.Headers.ContentDisposition!.DispositionType));
        var bytes = await whole.Content.ReadAsByteArrayAsync();
        using var range = new HttpRequestMessage(HttpMethod.Get, At(session)) { Headers = { Range = new RangeHeaderValue(100, 199) } };
        using var part = await http.SendAsync(range);
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(bytes[100..200], await part.Content.ReadAsByteArrayAsync());
        Assert.Equal((HttpStatusCode.Conflict, "recording-over"), await Refused(Send(http, session, [1], recorded.Length)));
    }

    [Fact]
    public async Task OnlyItsAgentReachesARecording()
    {
        await using var product = await Product.Start();
        await using var session = await LiveSession.On(product);
        await Agree(session);
        using var http = await Http(product);
        using (await http.PostAsync(At(session), null))
        {
        }

        await Append(http, session, LiveWebm.Of(1), 0);
        using var stranger = product.Http();
        stranger.DefaultRequestHeaders.Add("Cookie", await product.AdministratorsCookie());
        Assert.Equal((HttpStatusCode.Forbidden, "session-not-yours"), await Refused(stranger.GetAsync(At(session))));
        Assert.Equal((HttpStatusCode.Forbidden, "session-not-yours"), await Refused(Send(stranger, session, [1], 0)));
        using var nobody = product.Http();
        using var answer = await nobody.GetAsync(At(session));
        Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
        using var foreign = new HttpRequestMessage(HttpMethod.Post, At(session) + "/finish") { Headers = { { "Origin", "https://evil.example" } } };
        using var refused = await http.SendAsync(foreign);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal((HttpStatusCode.NotFound, "recording-unknown"), await Refused(http.GetAsync($"/api/recordings/{session.Id}/{Guid.NewGuid()}")));
        Assert.Equal((HttpStatusCode.NotFound, "recording-unknown"), await Refused(http.GetAsync($"/api/recordings/{session.Id}/..%2f..%2fgrid.db")));
    }

    [Fact]
    public async Task WhatIsTooMuchOrNoRecordingIsRefused_AndWhatWasThereStays()
    {
        await using var product = await Product.Start(
            ("SeeSupport:Recordings:MostBytes", "1048576"), ("SeeSupport:Recordings:QuotaBytes", "1572864"), ("SeeSupport:Recordings:PieceBytes", "1048577"));
        await using var session = await LiveSession.On(product);
        await Agree(session);
        using var http = await Http(product);
        using (await http.PostAsync(At(session), null))
        {
        }

        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "recording-type"), await Refused(Send(http, session, "<script>alert(1)</script>"u8.ToArray(), 0)));
        var start = LiveWebm.Of(1);
        await Append(http, session, start[..2], 0);
        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "recording-type"), await Refused(Send(http, session, [start[2], 0], 2)));
        await Append(http, session, start[2..], 2);
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "recording-too-long"), await Refused(Send(http, session, new byte[1_048_577], start.Length)));
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "recording-piece-too-large"), await Refused(Send(http, session, new byte[1_100_000], 0)));
        using (var finished = await http.PostAsync(At(session) + "/finish", null))
            Assert.Equal(HttpStatusCode.NoContent, finished.StatusCode);
    }

    [Fact]
    public async Task ARecordingGoesOnAfterTheConsentEndedOnlyForWhatWasUnderWay()
    {
        await using var product = await Product.Start();
        await using var session = await LiveSession.On(product);
        await Agree(session);
        using var http = await Http(product);
        using (await http.PostAsync(At(session), null))
        {
        }

        var recorded = LiveWebm.Of(2);
        await Append(http, session, recorded[..2000], 0);
        await session.Phone.Ask("AnswerConsent", Guid.NewGuid(), "recording", false, null);
        await Append(http, session, recorded[2000..], 2000);
        Assert.Equal((HttpStatusCode.Conflict, "recording-not-agreed"),
            await Refused(http.PostAsync($"/api/recordings/{session.Id}/{Guid.NewGuid()}", null)));
        product.Time.Move(TimeSpan.FromMinutes(11));
        Assert.Equal((HttpStatusCode.Conflict, "recording-over"), await Refused(Send(http, session, [1], recorded.Length)));

        // Its page is gone: asking for it makes it whole.
        using var played = await http.GetAsync(At(session));
        Assert.Equal(HttpStatusCode.OK, played.StatusCode);
    }

    private static async Task Agree(LiveSession session)
    {
        await session.Desk.Ask("ReportMedia", session.Id, new { state = "connected", route = "direct" });
        await session.Desk.Ask("AskConsent", session.Id, Guid.NewGuid(), "recording");
        await session.Phone.Ask("AnswerConsent", Guid.NewGuid(), "recording", true, null);
    }

    private static async Task<HttpClient> Http(Product product)
    {
        var http = product.Http();
        http.DefaultRequestHeaders.Add("Cookie", await product.Cookie());
        return http;
    }

    private string At(LiveSession session) => $"/api/recordings/{session.Id}/{_recordingId}";

    private async Task<HttpResponseMessage> Send(HttpClient http, LiveSession session, byte[] piece, long offset)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, At(session)) { Content = new ByteArrayContent(piece) };
        request.Content.Headers.ContentType = new("application/offset+octet-stream");
        request.Headers.Add("Upload-Offset", $"{offset}");
        // The answer to a piece that is too large comes before the piece is sent: no broken pipe can hide it.
        request.Headers.ExpectContinue = true;
        return await http.SendAsync(request);
    }

    private async Task<long> Append(HttpClient http, LiveSession session, byte[] piece, long offset)
    {
        using var answer = await Send(http, session, piece, offset);
        Assert.True(answer.StatusCode == HttpStatusCode.NoContent, await answer.Content.ReadAsStringAsync());
        return long.Parse(answer.Headers.GetValues("Upload-Offset").Single(), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async Task<(HttpStatusCode Status, string? Code)> Refused(Task<HttpResponseMessage> request)
    {
        using var answer = await request;
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return (answer.StatusCode, body.RootElement.GetProperty("code").GetString());
    }
}
