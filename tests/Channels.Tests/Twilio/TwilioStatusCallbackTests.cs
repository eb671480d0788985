using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using SeeSupport.FarAway.Twilio;
using SeeSupport.Invites;

namespace SeeSupport.Channels.Twilio;

/// <summary>From a sent text to what Twilio says of it, over HTTP both ways.</summary>
public sealed class TwilioStatusCallbackTests : IAsyncLifetime
{
    private readonly List<TwilioStatus> _told = [];
    private readonly List<string> _refused = [];
    private TwilioServer _server = null!;
    private WebApplication _front = null!;
    private Installation _installation = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TwilioServer.Start();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _front = builder.Build();
        _front.MapPost(TwilioStatusCallback.Path, async (HttpRequest request) =>
        {
            try
            {
                _told.Add(_installation.Get<TwilioStatusCallback>().Read(
                    request.QueryString, await request.ReadFormAsync(), request.Headers["X-Twilio-Signature"]));
                return Results.NoContent();
            }
            catch (SeeSupportException refusal)
            {
                _refused.Add(refusal.Problem.Code);
                return Results.StatusCode(403);
            }
        });
        await _front.StartAsync();
        Install();
    }

    public async ValueTask DisposeAsync()
    {
        await _installation.DisposeAsync();
        await _front.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("queued", InviteState.Sent)]
    [InlineData("sending", InviteState.Sent)]
    [InlineData("sent", InviteState.Sent)]
    [InlineData("delivered", InviteState.Delivered)]
    public async Task Read_TellsWhereTheTextIs(string status, InviteState state)
    {
        var message = await Send();

        Assert.Equal(HttpStatusCode.NoContent, await _server.Report(message, status));

        var told = Assert.Single(_told);
        Assert.Equal(("session0000000ab", "invite00000000ab"), (told.SessionId, told.InviteId));
        Assert.Equal(new DeliveryReport { State = state, ProviderId = message.Sid }, told.Report);
    }

    [Theory]
    [InlineData("undelivered", 30003, "sms-unreachable")]
    [InlineData("undelivered", 30005, "sms-number-unknown")]
    [InlineData("undelivered", 30006, "sms-not-mobile")]
    [InlineData("undelivered", 30004, "sms-blocked")]
    [InlineData("undelivered", 30007, "sms-blocked")]
    [InlineData("undelivered", 30008, "sms-undelivered")]
    [InlineData("failed", 30001, "sms-queue-full")]
    [InlineData("failed", 30002, "sms-suspended")]
    [InlineData("failed", 21610, "sms-unsubscribed")]
    [InlineData("failed", 39999, "sms-refused")]
    [InlineData("failed", null, "sms-undelivered")]
    public async Task Read_TellsWhyTheTextDidNotArrive(string status, int? errorCode, string problem)
    {
        await _server.Report(await Send(), status, errorCode);

        var report = Assert.Single(_told).Report;
        Assert.Equal((InviteState.Failed, problem), (report.State, report.Problem?.Code));
    }

    [Fact]
    public async Task Read_AcceptsTheOldTokenToo_WhileTokensAreRotated()
    {
        var old = _server.AuthToken;
        _server.AuthToken = "new-token";
        await _installation.DisposeAsync();
        Install(new KeyValuePair<string, string?>("SeeSupport:Twilio:SecondaryAuthToken", old));
        var message = await Send();

        Assert.Equal(HttpStatusCode.NoContent, await _server.Report(message, "sent", signedWith: old));
        Assert.Equal(HttpStatusCode.NoContent, await _server.Report(message, "sent"));
        Assert.Equal(HttpStatusCode.Forbidden, await _server.Report(message, "sent", signedWith: "stolen"));
    }

    [Fact]
    public async Task Read_RefusesAForgedCall()
    {
        await _server.Report(await Send(), "delivered", signedWith: "guess");

        Assert.Empty(_told);
        Assert.Equal(["webhook-signature-refused"], _refused);
    }

    [Fact]
    public async Task Read_RefusesACallForAnotherInvite()
    {
        var message = await Send();
        var other = message with { StatusCallback = new(message.StatusCallback!.OriginalString.Replace("invite00000000ab", "invite00000000xx", StringComparison.Ordinal)) };
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, other.StatusCallback)
        {
            Content = new FormUrlEncodedContent([new("MessageSid", message.Sid), new("MessageStatus", "delivered")]),
        };
        request.Headers.Add("X-Twilio-Signature", TwilioServer.Sign(
            message.StatusCallback.OriginalString, [new("MessageSid", message.Sid), new("MessageStatus", "delivered")], _server.AuthToken));
        request.Headers.Add("X-Forwarded-Host", "support.example.com");

        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Empty(_told);
    }

    [Fact]
    public async Task Read_RefusesAStatusThatIsNone()
    {
        await _server.Report(await Send(), "teleported");

        Assert.Equal(["webhook-malformed"], _refused);
    }

    private void Install(params IEnumerable<KeyValuePair<string, string?>> settings) =>
        _installation = new([.. _server.Settings, new("SeeSupport:PublicAddress", _front.Urls.Single()), .. settings]);

    private async Task<TwilioMessage> Send()
    {
        await _installation.Sender.Send(Installation.Invite(InviteChannel.Phone), default);
        return await _server.Messages.First();
    }
}
