using SeeSupport.WebFront.Running;

namespace SeeSupport.WebFront.Hubs;

public sealed class SessionTests(SharedProduct shared)
{
    private readonly Product _product = shared.Product;

    [Fact]
    public async Task TheAgentSeesTheDeviceAndEveryStep()
    {
        await using var desk = await _product.Desk();
        var (_, code, _) = await desk.Start();
        await using var phone = await _product.Phone(code);
        var arrived = await desk.See(view => view.GetProperty("step").GetString() == "code-entered");
        Assert.Equal("Android 15 · Pixel 9 · Chrome 141", arrived.GetProperty("device").GetProperty("label").GetString());

        await phone.Join();
        await desk.See(view => view.GetProperty("step").GetString() == "terms-accepted");
        await phone.Ask("ReportStep", new { step = "waiting-for-camera" });
        await desk.See(view => view.GetProperty("step").GetString() == "waiting-for-camera");
        await phone.Ask("ReportStep", new { step = "camera-refused", troubleCode = "camera-denied" });
        var refused = await desk.See(view => view.GetProperty("step").GetString() == "camera-refused");
        Assert.Equal("camera-denied", refused.GetProperty("trouble").GetProperty("code").GetString());
    }

    [Fact]
    public async Task ALinkLeadsToTheSessionToo()
    {
        await using var desk = await _product.Desk();
        var (_, _, link) = await desk.Start();
        Assert.StartsWith(new Uri(_product.Address, "/j#").ToString(), link);
        await using var phone = await Phone.Come(_product.Address, link: new Uri(link).Fragment[1..]);
        await phone.Join();
        await desk.See(view => view.GetProperty("step").GetString() == "terms-accepted");
    }

    [Fact]
    public async Task ARepeatedCommandIsDoneOnceAndAnsweredAlike()
    {
        await using var session = await LiveSession.On(_product);
        var operationId = Guid.NewGuid();
        var lines = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => session.Phone.Ask("Say", operationId, "once")));
        Assert.Single(lines.Select(line => line.GetProperty("sequence").GetInt64()).Distinct());
        var log = await session.Desk.Ask("ReadLog", session.Id, 0);
        Assert.Single(log.EnumerateArray(), line => line.GetProperty("text").GetString() == "once");

        var first = await session.Desk.Ask("Start", new { operationId });
        var second = await session.Desk.Ask("Start", new { operationId });
        Assert.Equal(Desk.Read(first).Id, Desk.Read(second).Id);

        var join = Guid.NewGuid();
        Assert.Equal(
            (await session.Phone.Ask("Join", session.Phone.Key, join)).GetProperty("view").GetProperty("joined").GetBoolean(),
            (await session.Phone.Ask("Join", session.Phone.Key, join)).GetProperty("view").GetProperty("joined").GetBoolean());
    }

    [Fact]
    public async Task CommandsInTheWrongStateAreRefused()
    {
        await using var desk = await _product.Desk();
        var (id, code, _) = await desk.Start();
        Assert.Equal("nobody-joined", await desk.AskInVain("IceServers", id));
        Assert.Equal("session-open", await desk.AskInVain("Reopen", id, Guid.NewGuid()));
        await using var phone = await _product.Phone(code);
        Assert.Equal("not-joined", await phone.AskInVain("IceServers"));
        Assert.Equal("not-joined", await phone.AskInVain("Signal", "early"));
        await phone.Join();
        Assert.Equal("not-live", await phone.AskInVain("SetPaused", Guid.NewGuid(), true));
        Assert.Equal("outcome-unexpected", await desk.AskInVain("Close", id, new { operationId = Guid.NewGuid(), outcome = "stopped" }));

        var closed = await desk.Ask("Close", id, new { operationId = Guid.NewGuid(), outcome = "resolved", note = "Done." });
        Assert.Equal("closed", closed.GetProperty("status").GetString());
        Assert.Equal("session-closed", await desk.AskInVain("Say", id, Guid.NewGuid(), "late"));
        Assert.Equal("session-over", await phone.AskInVain("Say", Guid.NewGuid(), "late"));
    }

    [Fact]
    public async Task AClosedSessionOpensAgainForThePageThatShowsIt()
    {
        await using var session = await LiveSession.On(_product);
        await session.Desk.Ask("Close", session.Id, new { operationId = Guid.NewGuid(), outcome = "unresolved" });
        var (_, code, _) = Desk.Read(await session.Desk.Ask("Reopen", session.Id, Guid.NewGuid()));
        await using var phone = await _product.Phone(code);
        await phone.Join();
        await phone.Ask("Signal", "again");
        await session.Desk.Hear("Signaled", when: call => call.Argument<string>(1) == "again");
    }

    [Fact]
    public async Task ARejoiningPhoneGetsTheWholeViewAndWhatItMissed()
    {
        await using var session = await LiveSession.On(_product);
        await session.Phone.Ask("Say", Guid.NewGuid(), "before");
        session.Phone.Hub.Cut();
        await session.Desk.Ask("Say", session.Id, Guid.NewGuid(), "meanwhile");
        await session.Phone.Connect(_product.Address);
        var snapshot = await session.Phone.Ask("Attach", session.Phone.Key);
        Assert.Equal(["before", "meanwhile"], snapshot.GetProperty("events").EnumerateArray()
            .Where(line => line.GetProperty("kind").GetString() == "chat").Select(line => line.GetProperty("text").GetString()));
        var version = snapshot.GetProperty("view").GetProperty("version").GetInt64();

        await session.Desk.Ask("Say", session.Id, Guid.NewGuid(), "afterwards");
        var newer = await session.Phone.Hear("Updated", when: call =>
            call.Arguments[0].GetProperty("events").EnumerateArray().Any(line => line.GetProperty("text").GetString() == "afterwards"));
        Assert.True(newer[^1].Arguments[0].GetProperty("view").GetProperty("version").GetInt64() > version);
    }

    [Fact]
    public async Task AConsoleThatComesBackIsGreetedWithItsOpenSessions()
    {
        await using var product = await Product.Start();
        var desk = await product.Desk();
        var first = await desk.Start();
        var second = await desk.Start();
        await desk.DisposeAsync();
        await using var again = await product.Desk();
        var welcome = await again.Ask("Welcome");
        Assert.Equal([first.Id, second.Id], welcome.GetProperty("sessions").EnumerateArray().Select(each => Desk.Read(each).Id));
        Assert.Equal("restricted-agent", welcome.GetProperty("role").GetString());
        Assert.Equal("outbox", welcome.GetProperty("channels").GetProperty("phone").GetString());
        Assert.True(welcome.GetProperty("now").GetDateTimeOffset() > DateTimeOffset.UtcNow.AddMinutes(-1));

        await using var phone = await product.Phone(first.Code);
        await again.See(view => view.GetProperty("step").GetString() == "code-entered");
    }

    [Fact]
    public async Task APageThatIsSupersededIsToldAndHasNoSayAnyMore()
    {
        await using var session = await LiveSession.On(_product);
        await using var other = await _product.Desk();
        await other.Ask("Attach", session.Id);
        Assert.Equal(session.Id, Assert.Single(await session.Desk.Hear("Superseded")).Argument<string>(0));
        Assert.Equal("superseded", await session.Desk.AskInVain("Signal", session.Id, "x"));
        Assert.Equal("superseded", await session.Desk.AskInVain("ReportMedia", session.Id, new { state = "connected" }));
        await session.Phone.Ask("Signal", "to whoever it is");
        await other.Hear("Signaled");
        Assert.DoesNotContain(session.Desk.Calls, call => call.Target == "Signaled");

        await session.Desk.Ask("Attach", session.Id);
        await other.Hear("Superseded");
        await session.Desk.Ask("Signal", session.Id, "back");
        await session.Phone.Hear("Signaled");
    }

    [Fact]
    public async Task ATabThatIsSupersededOnThePhoneIsToldAndHasNoSayAnyMore()
    {
        await using var session = await LiveSession.On(_product);
        await using var other = await Wire.HubClient.Connect(new(_product.Address, "/hubs/consumer"), session.Phone.Ticket);
        await other.Invoke("Attach", session.Phone.Key);
        await session.Phone.Hear("Superseded");
        Assert.Equal("superseded", await session.Phone.AskInVain("Signal", "x"));
        Assert.Equal("superseded", await session.Phone.AskInVain("Say", Guid.NewGuid(), "x"));
        Assert.Equal("superseded", await session.Phone.AskInVain("Leave"));
    }

    [Fact]
    public async Task APhoneThatIsHeardNoMoreIsReconnecting_ThoughItsConnectionStands_AndHereAgainOnceItIsHeard()
    {
        await using var product = await Product.Start(("SeeSupport:Sessions:ReconnectingAfter", "00:00:03"));
        await using var session = await LiveSession.On(product);
        session.Phone.Hub.FallSilent();
        var silent = await session.Desk.See(view => view.GetProperty("consumer").GetString() == "reconnecting");
        Assert.False(session.Phone.Hub.Ended.IsCompleted);

        await session.Phone.Hub.Ping();
        await session.Desk.See(view => view.GetProperty("consumer").GetString() == "here"
            && view.GetProperty("version").GetInt64() > silent.GetProperty("version").GetInt64());
        await session.Phone.Ask("Signal", "never gone");
        await session.Desk.Hear("Signaled");
    }

    [Fact]
    public async Task ThePresenceOfBothSidesIsTold_WhenAConnectionIsCut()
    {
        // It takes long enough for another test to come as the same agent and take the session over.
        await using var product = await Product.Start();
        await using var session = await LiveSession.On(product);
        session.Phone.Hub.Cut();
        await session.Desk.See(view => view.GetProperty("consumer").GetString() == "reconnecting");
        await session.Phone.Connect(product.Address);
        await session.Phone.Ask("Attach", session.Phone.Key);
        await session.Desk.See(view => view.GetProperty("consumer").GetString() == "here" && view.GetProperty("version").GetInt64() > 3);

        session.Desk.Hub.Cut();
        await session.Phone.See(view => view.GetProperty("agent").GetString() == "reconnecting");
    }
}
