using System.Net;
using System.Text.Json;
using SeeSupport.FarAway.Twilio;
using SeeSupport.WebFront.Running;
using static SeeSupport.WebFront.Running.TextedProduct;

namespace SeeSupport.WebFront.Api;

/// <summary>Whole conversations over HTTP: an agent's page on one side, Twilio on the other.</summary>
public sealed class TextConversationTests(TextedProduct fixture) : IClassFixture<TextedProduct>
{
    private Product Product => fixture.Product;

    private TwilioServer Twilio => fixture.Twilio;

    [Fact]
    public async Task BothWrite_AndEachTextIsInTheLogOnce_WithWhatBecameOfIt()
    {
        await using var desk = await Product.Desk();
        var number = NewNumber();
        var id = await Inviting(desk, number);

        var operation = Guid.NewGuid();
        var stored = await desk.Ask("SendText", id, new { operationId = operation, text = "Which light is red? {1|2}" });
        var again = await desk.Ask("SendText", id, new { operationId = operation, text = "Which light is red? {1|2}" });
        Assert.Equal(stored.GetProperty("sequence").GetInt64(), again.GetProperty("sequence").GetInt64());
        var text = Data(stored, "text");
        Assert.Equal(("queued", "1", "agent"), (Data(stored, "state"), Data(stored, "segments"), stored.GetProperty("by").GetString()));

        var message = await Twilio.Messages.First(each => each.To == number && each.Body.StartsWith("Which", StringComparison.Ordinal));
        await Line(desk, id, line => Kind(line) == "text-out" && Data(line, "text") == text && Data(line, "state") == "sent");
        await Twilio.Report(message, "delivered");
        await Twilio.Report(message, "sent");
        await Line(desk, id, line => Kind(line) == "text-out" && Data(line, "text") == text && Data(line, "state") == "delivered");

        var delivery = await Twilio.Text(fixture.Webhook, number, "The left one 🔴");
        Assert.Equal(HttpStatusCode.OK, delivery.Status);
        Assert.Contains("<Response></Response>", delivery.Answer);
        var heard = await Line(desk, id, line => Kind(line) == "text-in");
        Assert.Equal(("The left one 🔴", "consumer"), (heard.GetProperty("text").GetString(), heard.GetProperty("by").GetString()));

        Assert.Equal(HttpStatusCode.OK, (await Twilio.Repeat(fixture.Webhook, delivery)).Status);
        var log = (await desk.Ask("ReadLog", id, 0)).EnumerateArray().ToArray();
        Assert.Single(log, line => Kind(line) == "text-in");
        Assert.Equal(["queued", "sent", "delivered"], log.Where(line => Kind(line) == "text-out").Select(line => Data(line, "state")));
        Assert.Single(Twilio.Messages, each => each.Body == message.Body);
    }

    [Fact]
    public async Task AFailedTextSaysWhy()
    {
        await using var desk = await Product.Desk();
        var number = NewNumber();
        var id = await Inviting(desk, number);
        await desk.Ask("SendText", id, new { operationId = Guid.NewGuid(), text = "Can you read this?" });
        var message = await Twilio.Messages.First(each => each.To == number && each.Body == "Can you read this?");
        await Twilio.Report(message, "undelivered", 30003);
        var line = await Line(desk, id, line => Kind(line) == "text-out" && Data(line, "state") == "failed");
        Assert.Equal("sms-unreachable", Data(line, "code"));
    }

    [Theory]
    [InlineData("START")]
    [InlineData("Yes")]
    public async Task AfterStopNothingIsSent_UntilStart(string start)
    {
        await using var desk = await Product.Desk();
        var number = NewNumber();
        var id = await Inviting(desk, number);
        await Twilio.Text(fixture.Webhook, number, "yes");
        await Twilio.Text(fixture.Webhook, number, " stop ");
        await Line(desk, id, line => Kind(line) == "text-stopped");
        Assert.True(View(await desk.Ask("Attach", id)).GetProperty("stopped").GetBoolean());

        Assert.Equal("sms-unsubscribed", await desk.AskInVain("SendText", id, new { operationId = Guid.NewGuid(), text = "Please come back" }));
        Assert.Equal("sms-unsubscribed", await desk.AskInVain(
            "Invite", id, new { operationId = Guid.NewGuid(), channel = "phone", to = number, content = "connect" }));

        // Another session, another agent: the consumer's word holds for everybody.
        var (other, _, _) = await desk.Start();
        Assert.Equal("sms-unsubscribed", await desk.AskInVain("SendText", other, new { operationId = Guid.NewGuid(), text = "Hello", to = number }));

        await Twilio.Text(fixture.Webhook, number, "Help");
        Assert.True(View(await desk.Ask("Attach", id)).GetProperty("stopped").GetBoolean());
        await Twilio.Text(fixture.Webhook, number, start);
        await Line(desk, id, line => Kind(line) == "text-in" && line.GetProperty("text").GetString() == start);
        Assert.False(View(await desk.Ask("Attach", id)).GetProperty("stopped").GetBoolean());
        await desk.Ask("SendText", id, new { operationId = Guid.NewGuid(), text = "Welcome back" });
        await Twilio.Messages.First(each => each.To == number && each.Body == "Welcome back");
        Assert.DoesNotContain(Twilio.Messages, each => each.Body is "Please come back" or "Hello");

        static JsonElement View(JsonElement snapshot) => snapshot.GetProperty("view").GetProperty("texts");
    }

    [Fact]
    public async Task ATextGoesToTheNewestOpenSessionThatInvitedItsNumber()
    {
        await using var desk = await Product.Desk();
        var number = NewNumber();
        var older = await Inviting(desk, number);
        var newer = await Inviting(desk, number);
        await Twilio.Text(fixture.Webhook, number, "for the newer one");
        await Line(desk, newer, line => Kind(line) == "text-in");

        await desk.Ask("Close", newer, new { operationId = Guid.NewGuid(), outcome = "resolved" });
        await Twilio.Text(fixture.Webhook, number, "for the older one");
        var line = await Line(desk, older, line => Kind(line) == "text-in");
        Assert.Equal("for the older one", line.GetProperty("text").GetString());
        Assert.Single((await desk.Ask("ReadLog", newer, 0)).EnumerateArray(), each => Kind(each) == "text-in");
    }

    [Fact]
    public async Task ATextThatBelongsToNoSessionWaits_UntilAnAgentTakesItIntoOne()
    {
        await using var desk = await Product.Desk();
        var number = NewNumber();
        Assert.Equal(HttpStatusCode.OK, (await Twilio.Text(fixture.Webhook, number, "My router blinks")).Status);
        await Twilio.Text(fixture.Webhook, number, "red and green");
        var masked = number[..2] + "•••••" + number[^4..];
        var pushed = await desk.Hear("WaitingTexts", when: call => Entry(call.Arguments[0], masked)?.GetProperty("texts").GetInt32() == 2);
        var entry = Entry(pushed[0].Arguments[0], masked)!.Value;
        Assert.Equal("red and green", entry.GetProperty("text").GetString());
        Assert.DoesNotContain(number, entry.GetRawText());
        var waitingId = entry.GetProperty("waitingId").GetString();

        var (id, _, _) = await desk.Start();
        var attached = await desk.Ask("AttachTexts", id, Guid.NewGuid(), waitingId);
        Assert.Equal(number, attached.GetProperty("texts").GetProperty("number").GetString());
        await Line(desk, id, line => Kind(line) == "text-in" && line.GetProperty("text").GetString() == "My router blinks");
        await Line(desk, id, line => Kind(line) == "text-in" && line.GetProperty("text").GetString() == "red and green");
        Assert.Null(Entry(await desk.Ask("WaitingTexts"), masked));
        Assert.Equal("texts-gone", await desk.AskInVain("AttachTexts", id, Guid.NewGuid(), waitingId));

        // From here on it is a conversation of this session.
        await Twilio.Text(fixture.Webhook, number, "Are you there?");
        await Line(desk, id, line => Kind(line) == "text-in" && line.GetProperty("text").GetString() == "Are you there?");
        await desk.Ask("SendText", id, new { operationId = Guid.NewGuid(), text = "Yes, here is support." });
        await Twilio.Messages.First(each => each.To == number);
    }

    [Fact]
    public async Task ATextThatIsPutAwayIsGone()
    {
        await using var desk = await Product.Desk();
        var number = NewNumber();
        await Twilio.Text(fixture.Webhook, number, "You won a prize");
        var masked = number[..2] + "•••••" + number[^4..];
        var pushed = await desk.Hear("WaitingTexts", when: call => Entry(call.Arguments[0], masked) is not null);
        await desk.Ask("DismissTexts", Entry(pushed[0].Arguments[0], masked)!.Value.GetProperty("waitingId").GetString());
        Assert.Null(Entry(await desk.Ask("WaitingTexts"), masked));
    }

    [Fact]
    public async Task ATextWithoutANumberIsRefused_AndSoIsOneThatIsTooLong()
    {
        await using var desk = await Product.Desk();
        var (id, _, _) = await desk.Start();
        Assert.Equal("text-number-missing", await desk.AskInVain("SendText", id, new { operationId = Guid.NewGuid(), text = "Hello" }));
        Assert.Equal("invite-number-malformed", await desk.AskInVain("SendText", id, new { operationId = Guid.NewGuid(), text = "Hello", to = "soon" }));
        Assert.Equal("text-empty", await desk.AskInVain("SendText", id, new { operationId = Guid.NewGuid(), text = " ", to = NewNumber() }));
        Assert.Equal("text-too-long-for-sms", await desk.AskInVain(
            "SendText", id, new { operationId = Guid.NewGuid(), text = new string('x', 1601), to = NewNumber() }));
    }

    private static JsonElement? Entry(JsonElement waiting, string from)
    {
        var found = waiting.EnumerateArray().Where(each => each.GetProperty("from").GetString() == from).ToArray();
        return found.Length == 0 ? null : found[0];
    }
}
