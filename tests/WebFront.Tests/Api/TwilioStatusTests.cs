using System.Net;
using SeeSupport.FarAway.Twilio;
using SeeSupport.WebFront.Running;

namespace SeeSupport.WebFront.Api;

public sealed class TwilioStatusTests
{
    [Fact]
    public async Task TheAgentSeesWhatBecameOfATextMessage()
    {
        await using var twilio = await TwilioServer.Start();
        await using var product = await Product.Start([.. twilio.Settings.Select(each => (each.Key, each.Value!))]);
        await using var desk = await product.Desk();
        var (id, _, _) = await desk.Start();
        await desk.Ask("Invite", id, new { operationId = Guid.NewGuid(), channel = "phone", to = "+1 202 555 0123", content = "connect" });
        var message = await twilio.Messages.First();
        await desk.See(view => Invite(view) == "sent");
        await twilio.Report(message, "delivered");
        await desk.See(view => Invite(view) == "delivered");
        await twilio.Report(message, "delivered");
        await twilio.Report(message, "sent");
        var view = (await desk.Ask("Attach", id)).GetProperty("view");
        Assert.Equal("delivered", Invite(view));

        static string? Invite(System.Text.Json.JsonElement view) =>
            view.GetProperty("invites").EnumerateArray().Select(each => each.GetProperty("state").GetString()).FirstOrDefault();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("bm90IHR3aWxpbw==")]
    public async Task ACallThatTwilioDidNotSignIsRefused(string? signature)
    {
        await using var twilio = await TwilioServer.Start();
        await using var product = await Product.Start([.. twilio.Settings.Select(each => (each.Key, each.Value!))]);
        using var http = product.Http();
        if (signature is not null)
            http.DefaultRequestHeaders.Add("X-Twilio-Signature", signature);
        using var answer = await http.PostAsync("/api/twilio/status?session=0123456789abcdef&invite=a", new FormUrlEncodedContent(
            new Dictionary<string, string> { ["MessageSid"] = "SM1", ["MessageStatus"] = "delivered" }));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("webhook-signature-refused", await answer.Content.ReadAsStringAsync());
    }
}
