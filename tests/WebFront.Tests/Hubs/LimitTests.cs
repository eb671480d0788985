using System.Net;
using System.Net.WebSockets;
using System.Text;
using SeeSupport.WebFront.Running;
using SeeSupport.Wire;

namespace SeeSupport.WebFront.Hubs;

public sealed class LimitTests(SharedProduct shared)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("this is no JSON\u001e")]
    [InlineData("{\"type\":1,\"target\":\"Signal\",\"arguments\":[\"half\u001e")]
    [InlineData("{\"type\":\"x\"}\u001e")]
    [InlineData("[]\u001e")]
    public async Task AMalformedMessageEndsItsConnectionAndNotTheSession(string message)
    {
        await using var session = await LiveSession.On(shared.Product);
        await session.Phone.Hub.SendRaw(Encoding.UTF8.GetBytes(message));
        await session.Phone.Hub.Ended.WaitAsync(Patience);
        await ComesBack(session);
    }

    [Theory]
    [InlineData("Say")]
    [InlineData("Signal")]
    public async Task AnOversizedMessageEndsItsConnectionAndNotTheSession(string method)
    {
        await using var session = await LiveSession.On(shared.Product);
        await session.Phone.Hub.SendRaw(HubClient.Invocation(method, "1", new string('a', 70_000)));
        await session.Phone.Hub.Ended.WaitAsync(Patience);
        await ComesBack(session);
    }

    [Fact]
    public async Task AnEndlessMessageEndsItsConnectionAndNotTheSession()
    {
        await using var session = await LiveSession.On(shared.Product);
        var part = Encoding.UTF8.GetBytes("{\"type\":1,\"target\":\"Signal\",\"arguments\":[\"" + new string('a', 30_000));
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            for (var sent = 0; sent < 1000; sent++)
            {
                await session.Phone.Hub.SendRaw(part).AsTask().WaitAsync(Patience);
                if (session.Phone.Hub.Ended.IsCompleted)
                    throw new WebSocketException("The connection is over.");
            }
        });
        await session.Phone.Hub.Ended.WaitAsync(Patience);
        await ComesBack(session);
    }

    [Theory]
    [InlineData("NoSuchMethod")]
    [InlineData("Signal")]
    [InlineData("Signal", "a", "b", "c")]
    [InlineData("Say", "no operation id", "text")]
    [InlineData("ReportStep", "no step")]
    [InlineData("OnConnectedAsync")]
    public async Task ACallOfAnotherShapeIsAnsweredWithAProblem(string method, params string[] arguments)
    {
        await using var session = await LiveSession.On(shared.Product);
        Assert.Equal("not-understood", await session.Phone.AskInVain(method, [.. arguments]));
        await session.Phone.Ask("Signal", "still here");
        await session.Desk.Hear("Signaled");
    }

    [Fact]
    public async Task SignalsAboveTheRateAreRefused_AndThoseAfterAPauseAreNot()
    {
        await using var product = await Product.Start(("SeeSupport:Hubs:SignalsAtOnce", "5"), ("SeeSupport:Hubs:SignalsPerSecond", "2"));
        await using var session = await LiveSession.On(product);
        for (var sent = 0; sent < 5; sent++)
            await session.Phone.Ask("Signal", $"{sent}");
        Assert.Equal("too-fast", await session.Phone.AskInVain("Signal", "too much"));
        await session.Phone.Ask("Say", Guid.NewGuid(), "other calls have limits of their own");
        Assert.Equal(5, (await session.Desk.Hear("Signaled", 5)).Length);
    }

    [Fact]
    public async Task CommandsAboveTheRateAreRefused()
    {
        await using var product = await Product.Start(("SeeSupport:Hubs:CommandsAtOnce", "5"), ("SeeSupport:Hubs:CommandsPerSecond", "1"));
        await using var session = await LiveSession.On(product);
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(each => session.Phone.Hub.Invoke("Say", Guid.NewGuid(), $"{each}")));
        Assert.Contains(answers, answer => answer.TryGetProperty("problem", out var problem) && problem.GetProperty("code").GetString() == "too-fast");
        await session.Phone.Ask("Signal", "signals have limits of their own");
    }

    [Fact]
    public async Task AConnectionThatIgnoresRefusalsIsEnded()
    {
        await using var product = await Product.Start(
            ("SeeSupport:Hubs:SignalsAtOnce", "5"), ("SeeSupport:Hubs:SignalsPerSecond", "1"), ("SeeSupport:Hubs:RefusalsInARow", "50"));
        await using var session = await LiveSession.On(product);
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            while (true)
                await session.Phone.Hub.Invoke("Signal", "again").WaitAsync(Patience);
        });
        await session.Phone.Hub.Ended.WaitAsync(Patience);
        await session.Desk.Ask("Say", session.Id, Guid.NewGuid(), "the session goes on");
    }

    [Fact]
    public async Task ABrowserThatDoesNotReadIsCutOff_AndTheOtherSideNeverWaits()
    {
        await using var product = await Product.Start(
            ("SeeSupport:Hubs:BytesWaiting", "65536"), ("SeeSupport:Hubs:SignalsAtOnce", "10000"), ("SeeSupport:Hubs:Silence", "00:01:00"));
        await using var desk = await product.Desk();
        var (id, code, _) = await desk.Start();
        await using var phone = await product.Phone(code);
        await phone.Join();
        using var deaf = await DeafSocket.Open(new(product.Address, "/hubs/consumer"), phone.Ticket);
        await deaf.Send($$"""{"type":1,"target":"Attach","arguments":["{{phone.Key}}"]}""");
        await phone.Hear("Superseded");

        var signal = new string('a', 40_000);
        for (var sent = 0; sent < 1000 && !deaf.IsReset; sent++)
            await desk.Ask("Signal", id, signal);
        Assert.True(deaf.IsReset, "The browser that does not read is still connected.");
        await desk.See(view => view.GetProperty("consumer").GetString() == "reconnecting");
    }

    [Fact]
    public async Task AConnectionThatNeverSaysAnythingIsEnded()
    {
        await using var product = await Product.Start(("SeeSupport:Hubs:Silence", "00:00:02"), ("SeeSupport:Hubs:Ping", "00:00:01"));
        await using var socket = await TextSocket.Connect(
            new UriBuilder(new Uri(product.Address, "/hubs/agent")) { Scheme = "ws" }.Uri, new Dictionary<string, string> { ["Cookie"] = await product.Cookie() });
        await socket.Send(Encoding.UTF8.GetBytes("{\"protocol\":\"json\",\"version\":1}\u001e"));
        var pings = 0;
        await socket.Receive(message => pings += message.Span.IndexOf("\"type\":6"u8) >= 0 ? 1 : 0).WaitAsync(Patience);
        Assert.True(pings > 0, "The server said nothing.");
    }

    [Fact]
    public async Task AConnectionWithNothingButSignalsStays()
    {
        await using var product = await Product.Start(("SeeSupport:Hubs:Silence", "00:00:04"), ("SeeSupport:Hubs:Ping", "00:00:01"));
        await using var desk = await product.Desk();
        var (id, code, _) = await desk.Start();
        await using var phone = await product.Phone(code);
        await phone.Join();
        await using var socket = await TextSocket.Connect(
            new UriBuilder(new Uri(product.Address, "/hubs/consumer")) { Scheme = "ws", Query = $"access_token={phone.Ticket}" }.Uri);
        var receiving = socket.Receive(_ => { });
        await socket.Send(Encoding.UTF8.GetBytes("{\"protocol\":\"json\",\"version\":1}\u001e"));
        await socket.Send(HubClient.Invocation("Attach", null, phone.Key));
        await phone.Hear("Superseded");
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        for (var sent = 0; sent < 32; sent++)
        {
            await timer.WaitForNextTickAsync();
            await socket.Send(HubClient.Invocation("Signal", null, "on and on"));
        }

        await desk.Hear("Signaled", 32);
        Assert.False(receiving.IsCompleted);
    }

    [Fact]
    public async Task ConnectionsAboveTheRateOfOneNetworkAreRefusedWithTheTimeToWait()
    {
        await using var product = await Product.Start(
            ("SeeSupport:Hubs:ConnectionsPerSecondOfNetwork", "1"), ("SeeSupport:Hubs:ConnectionsAtOnceOfNetwork", "3"));
        using var http = product.Http();
        var answers = new List<HttpResponseMessage>();
        for (var tried = 0; tried < 4; tried++)
            answers.Add(await http.PostAsync("/hubs/agent/negotiate?negotiateVersion=1", content: null));
        Assert.Equal(
            [HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests],
            answers.Select(answer => answer.StatusCode));
        Assert.NotNull(answers[3].Headers.RetryAfter);
        Assert.Contains("too-many-connections", await answers[3].Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/signin")).StatusCode);
    }

    [Fact]
    public async Task ConnectionsAboveTheRateOfAllNetworksAreRefused()
    {
        await using var product = await Product.Start(("SeeSupport:Hubs:ConnectionsPerSecond", "2"));
        using var http = product.Http();
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => http.PostAsync("/hubs/agent/negotiate?negotiateVersion=1", content: null)));
        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task NothingButWebSocketsIsOffered()
    {
        using var http = shared.Product.Http();
        http.DefaultRequestHeaders.Add("Cookie", await shared.Product.Cookie());
        var offer = await (await http.PostAsync("/hubs/agent/negotiate?negotiateVersion=1", content: null)).Content.ReadAsStringAsync();
        Assert.Contains("WebSockets", offer);
        Assert.DoesNotContain("LongPolling", offer);
        Assert.DoesNotContain("ServerSentEvents", offer);
    }

    private async Task ComesBack(LiveSession session)
    {
        await session.Phone.Connect(shared.Product.Address);
        var snapshot = await session.Phone.Ask("Attach", session.Phone.Key);
        Assert.True(snapshot.GetProperty("view").GetProperty("joined").GetBoolean());
        await session.Phone.Ask("Signal", "back again");
        await session.Desk.Hear("Signaled", when: call => call.Argument<string>(1) == "back again");
    }
}
