using SeeSupport.FarAway.Smtp;
using SeeSupport.FarAway.Twilio;
using SeeSupport.Invites;

namespace SeeSupport.Channels.Invites;

public sealed class InviteSenderTests
{
    [Fact]
    public async Task Send_KeepsExactlyTheText_ThatWouldHaveBeenSent()
    {
        await using var server = await TwilioServer.Start();
        await using var withTwilio = new Installation(server.Settings);
        await using var without = new Installation();
        var invite = Installation.Invite(InviteChannel.Phone);

        await withTwilio.Sender.Send(invite, default);
        var report = await without.Sender.Send(invite, default);

        Assert.Equal(new DeliveryReport { State = InviteState.Outbox }, report);
        var kept = Assert.Single(without.Outbox.Messages);
        Assert.Equal(Assert.Single(server.Messages).Body, kept.Text);
        Assert.Equal((invite.InviteId, InviteChannel.Phone, "+12025550123", null, null), (kept.Id, kept.Channel, kept.To, kept.Subject, kept.Html));
    }

    [Theory]
    [InlineData(InviteContent.Connect)]
    [InlineData(InviteContent.AndroidGuide)]
    [InlineData(InviteContent.IosGuide)]
    public async Task Send_KeepsExactlyTheMail_ThatWouldHaveBeenSent(InviteContent content)
    {
        await using var server = SmtpServer.Start();
        await using var withServer = new Installation(server.Settings);
        await using var without = new Installation();
        var invite = Installation.Invite(InviteChannel.Email) with { Content = content };

        await withServer.Sender.Send(invite, default);
        await without.Sender.Send(invite, default);

        var (kept, mail) = (Assert.Single(without.Outbox.Messages), Assert.Single(server.Mails));
        Assert.Equal(
            (mail.Subject, mail.Text!.ReplaceLineEndings("\n").TrimEnd(), mail.Html!.ReplaceLineEndings("\n").TrimEnd()),
            (kept.Subject, kept.Text, kept.Html!.TrimEnd()));
    }

    [Fact]
    public async Task Send_UsesTheOutbox_ForTheChannelThatIsNotSetUp()
    {
        await using var server = await TwilioServer.Start();
        await using var installation = new Installation(server.Settings);

        Assert.Equal(InviteState.Sent, (await installation.Sender.Send(Installation.Invite(InviteChannel.Phone), default)).State);
        Assert.Equal(InviteState.Outbox, (await installation.Sender.Send(Installation.Invite(InviteChannel.Email), default)).State);
    }

    [Theory]
    [InlineData(InviteContent.Connect, "/j#session0000000ab.AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData(InviteContent.AndroidGuide, "/guide/android")]
    [InlineData(InviteContent.IosGuide, "/guide/ios")]
    public async Task Send_LeadsToThePublicAddress(InviteContent content, string end)
    {
        await using var installation = new Installation(new KeyValuePair<string, string?>("SeeSupport:PublicAddress", "https://example.com/support/"));

        foreach (var channel in Enum.GetValues<InviteChannel>())
        {
            await installation.Sender.Send(Installation.Invite(channel) with { Content = content }, default);
        }

        Assert.All(installation.Outbox.Messages, message => Assert.Contains("https://example.com/support" + end, message.Text));
    }

    [Fact]
    public async Task Send_NamesTheKey_WhenNobodyKnowsThePublicAddress()
    {
        await using var installation = new Installation(new KeyValuePair<string, string?>("SeeSupport:PublicAddress", null));

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => installation.Sender.Send(Installation.Invite(InviteChannel.Phone), default));

        Assert.Contains("SeeSupport:PublicAddress", refused.Message);
    }

    [Fact]
    public async Task Normalize_ReadsEachChannelsOwnAddresses()
    {
        await using var installation = new Installation(new KeyValuePair<string, string?>("SeeSupport:Invites:DefaultCountry", "US"));

        Assert.Equal("+12025550123", installation.Sender.Normalize(InviteChannel.Phone, "(202) 555-0123"));
        Assert.Equal("ana@example.com", installation.Sender.Normalize(InviteChannel.Email, " mailto:ana@example.com"));
        Assert.Equal("invite-number-malformed", Code(InviteChannel.Phone, "ana@example.com"));
        Assert.Equal("invite-country-closed", Code(InviteChannel.Phone, "+1 876 555 0123"));
        Assert.Equal("invite-address-malformed", Code(InviteChannel.Email, "+12025550123"));

        string Code(InviteChannel channel, string to) =>
            Assert.Throws<SeeSupportException>(() => installation.Sender.Normalize(channel, to)).Problem.Code;
    }
}
