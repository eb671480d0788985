using Microsoft.Playwright;
using SeeSupport.FarAway.Smtp;
using SeeSupport.FarAway.Twilio;
using static Microsoft.Playwright.Assertions;

namespace SeeSupport.Browser;

/// <summary>The main job by each way in: start, invite, connect, see.</summary>
public sealed class MainJobTests(Browsers browsers, SharedProduct shared)
{
    [Fact]
    public async Task SeesTheCamera_WhenTheConsumerTypesTheCode()
    {
        var product = await shared.ForNewAgent();
        var agent = new AgentAtDesk(await browsers.Desk());
        await agent.SignIn(product.Address, product.Agent);
        var code = await agent.StartSession();

        var consumer = new ConsumerWithPhone(await browsers.Phone(whole: true));
        await consumer.EnterCode(product.Address, code);
        await agent.Reads("Android 15 · Pixel 9 · Chrome 141");
        await consumer.AuthorizeAndConnect();

        var motion = await agent.SeesVideo();
        Assert.Equal((1280, 720), (Math.Max(motion.Width, motion.Height), Math.Min(motion.Width, motion.Height)));
        await agent.Reads("direct");
    }

    [Fact]
    public async Task SeesTheCamera_WhenTheConsumerOpensTheLinkOfAnEmail()
    {
        await using var smtp = SmtpServer.Start();
        await using var product = await Product.Start(smtp.Settings);
        var agent = new AgentAtDesk(await browsers.Desk());
        await agent.SignIn(product.Address, product.Agent);
        await agent.StartSession();
        await agent.Invite("Email", "ana@example.com");
        var mail = await smtp.Mails.First();
        Assert.Equal("ana@example.com", mail.EnvelopeTo);
        Assert.Contains(mail.Link!.ToString(), mail.Html, StringComparison.Ordinal);
        await agent.Reads("sent");

        var consumer = new ConsumerWithPhone(await browsers.Phone());
        await consumer.OpenLink(mail.Link!.ToString());
        await agent.Reads("Link opened");
        await consumer.AuthorizeAndConnect();

        await agent.SeesVideo();
    }

    [Fact]
    public async Task SeesTheCamera_WhenTheConsumerOpensTheLinkOfAText()
    {
        await using var twilio = await TwilioServer.Start();
        await using var product = await Product.Start(twilio.Settings);
        var agent = new AgentAtDesk(await browsers.Desk());
        await agent.SignIn(product.Address, product.Agent);
        await agent.StartSession();
        await agent.Invite("Phone", "+1 (202) 555-0123");
        var text = await twilio.Messages.First();
        Assert.Equal("+12025550123", text.To);
        Assert.Equal(System.Net.HttpStatusCode.NoContent, await twilio.Report(text, "delivered"));
        await agent.Reads("delivered");

        var consumer = new ConsumerWithPhone(await browsers.Phone());
        await consumer.OpenLink(text.Link!.ToString());
        await consumer.AuthorizeAndConnect();

        await agent.SeesVideo();
    }

    [Fact]
    public async Task TellsTheAgentWhyATextDidNotArrive()
    {
        await using var twilio = await TwilioServer.Start();
        await using var product = await Product.Start(twilio.Settings);
        var agent = new AgentAtDesk(await browsers.Desk());
        await agent.SignIn(product.Address, product.Agent);
        await agent.StartSession();

        await agent.Invite("Phone", "12");
        await Expect(agent.Page.GetByText("invite-number-malformed")).ToBeVisibleAsync();
        await agent.Invite("Phone", "+1 202 555 0123");
        var text = await twilio.Messages.First();
        await twilio.Report(text, "undelivered", 30003);

        await agent.Reads("sms-unreachable");
    }

    [Fact]
    public async Task ClosesForBoth_WhenTheAgentSaysResolved()
    {
        var product = await shared.ForNewAgent();
        var (agent, consumer) = await RestartTests.LiveSession(browsers, product.Address, product.Agent);

        await agent.Page.GetByRole(AriaRole.Button, new() { Name = "Resolved", Exact = true }).ClickAsync();

        await consumer.Reads("Thank you");
        await agent.Reads("Resolved");
        await Expect(agent.Page.GetByRole(AriaRole.Button, new() { Name = "Reopen" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task ShowsEachSessionInItsOwnTab_WhenTheAgentHasTwo()
    {
        var product = await shared.ForNewAgent();
        var (agent, _) = await RestartTests.LiveSession(browsers, product.Address, product.Agent);
        var second = await agent.StartSession();
        var consumer = new ConsumerWithPhone(await browsers.Phone());
        await consumer.EnterCode(product.Address, second);
        await consumer.AuthorizeAndConnect();
        await agent.SeesVideo();

        var tabs = agent.Page.GetByRole(AriaRole.Tab);
        await Expect(tabs).ToHaveCountAsync(2);
        await tabs.First.ClickAsync();
        await agent.SeesVideo();
    }

    [Fact]
    public async Task ShowsAnotherPhone_WhenTheAgentLetsItIn_AndTheFirstOneReadsSo()
    {
        var product = await shared.ForNewAgent();
        var (agent, first) = await RestartTests.LiveSession(browsers, product.Address, product.Agent);

        await agent.Page.GetByRole(AriaRole.Button, new() { Name = "Another phone" }).ClickAsync();
        var code = await agent.ReadCode();
        Assert.Empty(await AccessibilityTests.Scan(agent.Page, "console, another phone"));
        var second = new ConsumerWithPhone(await browsers.Phone(userAgent:
            "Mozilla/5.0 (Linux; Android 14; SM-S921B) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36"));
        await second.EnterCode(product.Address, code);
        await second.AuthorizeAndConnect();

        await first.Reads("Another phone has joined this session.");
        await Expect(first.Page.GetByRole(AriaRole.Heading, new() { Name = "Another phone is here now" })).ToBeVisibleAsync();
        Assert.False(await first.Page.EvaluateAsync<bool>("() => [...document.querySelectorAll('video')].some(video => video.srcObject?.active)"));
        await Expect(agent.Code).ToHaveCountAsync(0);
        await agent.Reads("Android 14 · SM-S921B");
        await Expect(agent.Log.GetByText("The picture is there.", new() { Exact = true })).ToHaveCountAsync(2, new() { Timeout = 30_000 });
        await agent.SeesVideo();
    }

    [Fact]
    public async Task IsLiveAgainByItself_WhenTheConsoleIsReloaded()
    {
        var product = await shared.ForNewAgent();
        var (agent, _) = await RestartTests.LiveSession(browsers, product.Address, product.Agent);

        await agent.Page.ReloadAsync();

        await agent.SeesVideo();
    }
}
