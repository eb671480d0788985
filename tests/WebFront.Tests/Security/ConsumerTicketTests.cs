using Microsoft.AspNetCore.DataProtection;
using SeeSupport.Sessions;

namespace SeeSupport.WebFront.Security;

public sealed class ConsumerTicketTests
{
    private const string SessionId = "0123456789abcdef";
    private static readonly ConsumerIdentity Consumer = new(ConsumerTicket.HashOf("a key of this device"), "472910358");

    private readonly ManualTime _time = new();
    private readonly ConsumerTickets _tickets;

    public ConsumerTicketTests() => _tickets = new(new EphemeralDataProtectionProvider(), _time);

    [Fact]
    public void HoldsSessionDeviceAndCode()
    {
        var ticket = _tickets.Read(_tickets.Issue(SessionId, Consumer))!;
        Assert.Equal(SessionId, ticket.SessionId);
        Assert.Equal(Consumer, ticket.Consumer);
        Assert.Equal(_time.GetUtcNow() + TimeSpan.FromHours(12), ticket.ExpiresAt);
    }

    [Fact]
    public void HoldsNoCode_WhenTheDeviceCameByLink() =>
        Assert.Null(_tickets.Read(_tickets.Issue(SessionId, Consumer with { ByCode = null }))!.Consumer.ByCode);

    [Fact]
    public void IsRefused_WhenItIsOver()
    {
        var text = _tickets.Issue(SessionId, Consumer);
        _time.Move(ConsumerTickets.Lifetime - TimeSpan.FromSeconds(1));
        Assert.NotNull(_tickets.Read(text));
        _time.Move(TimeSpan.FromSeconds(1));
        Assert.Null(_tickets.Read(text));
    }

    [Fact]
    public void IsRefused_WhenOneCharacterIsAnother()
    {
        var text = _tickets.Issue(SessionId, Consumer);
        for (var at = 0; at < text.Length; at++)
        {
            var forged = text.ToCharArray();
            forged[at] = forged[at] == 'A' ? 'B' : 'A';
            Assert.True(_tickets.Read(new string(forged)) is null, $"Position {at} could be changed.");
        }
    }

    [Fact]
    public void IsRefused_WhenAnotherInstallationMadeIt() =>
        Assert.Null(_tickets.Read(new ConsumerTickets(new EphemeralDataProtectionProvider(), _time).Issue(SessionId, Consumer)));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ticket")]
    [InlineData("CfDJ8")]
    [InlineData("ä|ö|ü")]
    public void IsRefused_WhenItIsNone(string? text) => Assert.Null(_tickets.Read(text));

    [Fact]
    public void IsRefused_WhenItIsLongerThanAnyCanBe() => Assert.Null(_tickets.Read(new string('A', 1_000_000)));

    [Fact]
    public void RefusesAnotherDevicesKey()
    {
        var ticket = _tickets.Read(_tickets.Issue(SessionId, Consumer))!;
        ticket.Check("a key of this device");
        Assert.Equal("ticket-refused", Assert.Throws<SeeSupportException>(() => ticket.Check("a key of that device")).Problem.Code);
    }
}
