using System.Net.WebSockets;
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using SeeSupport.Records.Accounts;
using SeeSupport.Sessions;
using SeeSupport.WebFront.Running;
using SeeSupport.WebFront.Security;
using SeeSupport.Wire;

namespace SeeSupport.WebFront.Hubs;

public sealed class AdmissionTests(SharedProduct shared)
{
    private readonly Product _product = shared.Product;

    [Fact]
    public async Task AnAgentsHubTakesTheSignInCookieAndNothingElse()
    {
        await using var session = await LiveSession.On(_product);
        Assert.Equal(401, await Refused("/hubs/agent"));
        Assert.Equal(401, await Refused("/hubs/agent", cookie: "seesupport.account=forged"));
        Assert.Equal(401, await Refused("/hubs/agent", ticket: session.Phone.Ticket));
    }

    [Fact]
    public async Task AConsumersHubTakesATicketAndNothingElse()
    {
        Assert.Equal(401, await Refused("/hubs/consumer"));
        Assert.Equal(401, await Refused("/hubs/consumer", cookie: await _product.Cookie()));
        Assert.Equal(401, await Refused("/hubs/consumer", ticket: "CfDJ8" + new string('A', 200)));
    }

    [Fact]
    public async Task ATicketThatIsOverIsRefused()
    {
        var late = new ManualTime();
        late.Move(DateTimeOffset.UtcNow - ConsumerTickets.Lifetime - late.GetUtcNow());
        var tickets = new ConsumerTickets(_product.Services.GetRequiredService<IDataProtectionProvider>(), late);
        Assert.Equal(401, await Refused("/hubs/consumer", ticket: tickets.Issue("0123456789abcdef", new ConsumerIdentity("hash", null))));
    }

    [Fact]
    public async Task ATicketOfAnotherSessionOpensThatOneOnly()
    {
        await using var first = await LiveSession.On(_product);
        await using var second = await LiveSession.On(_product);
        await first.Phone.Ask("Signal", "mine");
        await first.Desk.Hear("Signaled");
        Assert.DoesNotContain(second.Desk.Calls, call => call.Target == "Signaled" && call.Argument<string>(0) == second.Id);
    }

    [Fact]
    public async Task ATicketForASessionTheDeviceNeverArrivedAtIsRefusedThere()
    {
        await using var session = await LiveSession.On(_product);
        var key = Phone.NewKey();
        var ticket = _product.Services.GetRequiredService<ConsumerTickets>().Issue(session.Id, new ConsumerIdentity(ConsumerTicket.HashOf(key), null));
        await using var stranger = await Connect(ticket);
        Assert.Equal("session-taken", Code(await stranger.Invoke("Attach", key)));
        Assert.Equal("session-taken", Code(await stranger.Invoke("Signal", "let me in")));
    }

    [Fact]
    public async Task ATicketIsRefusedToAnotherDevice()
    {
        await using var session = await LiveSession.On(_product);
        await using var thief = await Connect(session.Phone.Ticket);
        Assert.Equal("ticket-refused", Code(await thief.Invoke("Attach", Phone.NewKey())));
        Assert.Equal("ticket-refused", Code(await thief.Invoke("Join", Phone.NewKey(), Guid.NewGuid())));
    }

    [Theory]
    [InlineData("/hubs/agent")]
    [InlineData("/hubs/consumer")]
    public async Task APageOfAnotherSiteIsRefused(string hub)
    {
        await using var session = await LiveSession.On(_product);
        var ticket = hub == "/hubs/consumer" ? session.Phone.Ticket : null;
        foreach (var origin in (string[])["https://evil.example", "null", $"http://{_product.Address.Host}:1", "not an origin"])
            Assert.Equal(403, await Refused(hub, await _product.Cookie(), ticket, origin));
    }

    [Fact]
    public async Task APageOfOurOwnIsLetIn()
    {
        // Not the shared one: a console that is greeted takes its agent's sessions over, those of tests beside this one among them.
        await using var product = await Product.Start();
        await using var hub = await HubClient.Connect(new(product.Address, "/hubs/agent"), headers: new Dictionary<string, string>
        {
            ["Cookie"] = await product.Cookie(),
            ["Origin"] = product.Address.GetLeftPart(UriPartial.Authority),
        });
        Assert.NotEqual("", (await hub.Invoke("Welcome")).GetProperty("value").GetProperty("agentName").GetString());
    }

    [Fact]
    public async Task APageAtThePublicAddressIsLetIn()
    {
        await using var product = await Product.Start(("SeeSupport:PublicAddress", "https://support.example.com"), ("AllowedHosts", "*"));
        await using var hub = await HubClient.Connect(new(product.Address, "/hubs/agent"), headers: new Dictionary<string, string>
        {
            ["Cookie"] = await product.Cookie(),
            ["Origin"] = "https://support.example.com",
        });
        var welcome = (await hub.Invoke("Welcome")).GetProperty("value");
        Assert.Equal("https://support.example.com/guide/android", welcome.GetProperty("guides").GetProperty("android").GetString());
    }

    [Theory]
    [InlineData(Roles.RestrictedAgent, true)]
    [InlineData(Roles.Agent, true)]
    [InlineData(Roles.Supervisor, true)]
    [InlineData(Roles.Administrator, true)]
    [InlineData(Roles.Api, false)]
    [InlineData("", false)]
    public async Task SessionsAreRunByPeopleAndNotByPrograms(string role, bool may)
    {
        var account = new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, "a"), new(ClaimTypes.Role, role)], "test"));
        await using var scope = _product.Services.CreateAsyncScope();
        var decision = await scope.ServiceProvider.GetRequiredService<IAuthorizationService>().AuthorizeAsync(account, null, Policies.RunSessions);
        Assert.Equal(may, decision.Succeeded);
    }

    [Fact]
    public async Task AnAgentIsOutOfTheHub_SoonAfterTheAccountIsDisabled()
    {
        await using var product = await Product.Start(("SeeSupport:Accounts:RecheckSeconds", "1"));
        await using var desk = await product.Desk();
        await using (var scope = product.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<AccountBook>().Disable("agent");
        await desk.Hub.Ended.WaitAsync(TimeSpan.FromSeconds(20));
        product.Time.Move(TimeSpan.FromSeconds(2));
        Assert.Equal(401, await Refused("/hubs/agent", await product.Cookie(), address: product.Address));
    }

    [Fact]
    public async Task AnAgentCannotTouchAnothersSession()
    {
        await using var session = await LiveSession.On(_product);
        await using (var scope = _product.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<AccountBook>().Create("other", "Other Agent", Roles.Agent, "Secret-12345");
        await using var other = await Desk.Connect(_product.Address, await SignIn.As("other", "Secret-12345", _product.Address));
        var id = Guid.NewGuid();
        object?[][] calls =
        [
            ["Attach", session.Id], ["Signal", session.Id, "x"], ["IceServers", session.Id], ["Say", session.Id, id, "x"], ["SetHold", session.Id, id, true],
            ["Close", session.Id, new { operationId = id, outcome = "resolved" }], ["Reopen", session.Id, id], ["ReadLog", session.Id, 0], ["RenewCode", session.Id, id],
            ["ReportMedia", session.Id, new { state = "connected" }], ["Invite", session.Id, new { operationId = id, channel = "email", to = "a@example.com", content = "connect" }],
            ["Buzz", session.Id, id], ["Describe", session.Id, new { operationId = id, externalId = "x" }], ["WriteNote", session.Id, id, "x"],
            ["AskConsent", session.Id, id, "recording"], ["EndConsent", session.Id, id, "recording"], ["AskForPhoto", session.Id, id, "link"],
            ["DeletePicture", session.Id, id, "x"], ["TurnPicture", session.Id, id, "x", 90],
        ];
        foreach (var call in calls)
            Assert.Equal("session-not-yours", await other.AskInVain((string)call[0]!, call[1..]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0123456789abcde")]
    [InlineData("0123456789ABCDEF")]
    [InlineData("0123456789abcdei")]
    [InlineData("../../../../etc/")]
    public async Task WhatCannotBeASessionIsUnknown(string sessionId)
    {
        await using var desk = await _product.Desk();
        Assert.Equal("session-unknown", await desk.AskInVain("Attach", sessionId));
        Assert.Equal("session-unknown", await desk.AskInVain("Signal", sessionId, "x"));
    }

    [Fact]
    public async Task ASessionThatNeverWasIsUnknown()
    {
        await using var desk = await _product.Desk();
        Assert.Equal("session-unknown", await desk.AskInVain("Attach", "0000000000000000"));
        Assert.Equal("session-unknown", await desk.AskInVain("Signal", "0000000000000000", "x"));
    }

    private static string Code(System.Text.Json.JsonElement answer) => answer.GetProperty("problem").GetProperty("code").GetString()!;

    private Task<HubClient> Connect(string ticket) => HubClient.Connect(new(_product.Address, "/hubs/consumer"), ticket);

    private async Task<int> Refused(string hub, string? cookie = null, string? ticket = null, string? origin = null, Uri? address = null)
    {
        var headers = new Dictionary<string, string>();
        if (cookie is not null)
            headers["Cookie"] = cookie;
        if (origin is not null)
            headers["Origin"] = origin;
        var refusal = await Assert.ThrowsAsync<WebSocketException>(async () =>
        {
            await using var client = await HubClient.Connect(new(address ?? _product.Address, hub), ticket, headers);
        });
        return TextSocket.HttpStatusOf(refusal);
    }
}
