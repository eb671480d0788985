using SeeSupport.FarAway;

namespace SeeSupport.Channels;

/// <summary>What a process says when it is started with settings that cannot work: the key, and what it needs.</summary>
public sealed class OptionsTests
{
    private const string Sid = "0123456789abcdef0123456789abcdef";

    public static TheoryData<string, string[]> Broken => new()
    {
        { "SeeSupport:Twilio:AuthToken is missing", ["Twilio:AccountSid=AC" + Sid, "Twilio:From=+12025550100"] },
        { "SeeSupport:Twilio:AccountSid is missing, so Twilio is only half set up", ["Twilio:AuthToken=t", "Twilio:From=+12025550100"] },
        { "SeeSupport:Twilio:AccountSid needs AC and 32 hexadecimal digits", ["Twilio:AccountSid=SK" + Sid, "Twilio:AuthToken=t", "Twilio:From=+12025550100"] },
        { "Set one of SeeSupport:Twilio:MessagingServiceSid and SeeSupport:Twilio:From", ["Twilio:AccountSid=AC" + Sid, "Twilio:AuthToken=t"] },
        { "SeeSupport:Twilio:From needs a number", ["Twilio:AccountSid=AC" + Sid, "Twilio:AuthToken=t", "Twilio:From=2025550100"] },
        { "SeeSupport:Twilio:MessagingServiceSid needs MG", ["Twilio:AccountSid=AC" + Sid, "Twilio:AuthToken=t", "Twilio:MessagingServiceSid=here"] },
        { "SeeSupport:Twilio:ApiKeySecret is missing", ["Twilio:AccountSid=AC" + Sid, "Twilio:AuthToken=t", "Twilio:From=+12025550100", "Twilio:ApiKeySid=SK" + Sid] },
        { "SeeSupport:Twilio:BaseAddress needs a whole address", ["Twilio:BaseAddress=api.twilio.com"] },
        { "SeeSupport:Twilio:Timeout is 00:00:00", ["Twilio:Timeout=00:00:00"] },
        { "SeeSupport:Twilio:Retries is 11", ["Twilio:Retries=11"] },
        { "SeeSupport:Email:Host is missing, but SeeSupport:Email:From is set", ["Email:From=a@example.com"] },
        { "SeeSupport:Email:From needs the address that e-mails come from", ["Email:Host=localhost"] },
        { "SeeSupport:Email:From needs the address that e-mails come from", ["Email:Host=localhost", "Email:From=nobody"] },
        { "Set both or neither of SeeSupport:Email:UserName and SeeSupport:Email:Password", ["Email:Host=localhost", "Email:From=a@example.com", "Email:UserName=u"] },
        { "SeeSupport:Email:Port is 0", ["Email:Port=0"] },
        { "SeeSupport:Email:CertificateAuthority names a file that cannot be read", ["Email:CertificateAuthority=/no/such/file.pem"] },
        { "SeeSupport:Invites:DefaultCountry needs a country's two letters like US, not \"USA\"", ["Invites:DefaultCountry=USA"] },
        { "SeeSupport:Invites:Countries needs countries' two letters like US, not \"XX\"", ["Invites:Countries:0=US", "Invites:Countries:1=XX"] },
        { "SeeSupport:Turn:Secrets is missing, but SeeSupport:Turn:Urls is set", ["Turn:Urls:0=turn:turn.example.com"] },
        { "SeeSupport:Turn:Secrets holds an empty secret", ["Turn:Urls:0=turn:turn.example.com", "Turn:Secrets:0= "] },
        { "SeeSupport:Turn:RelayOnly is on, but SeeSupport:Turn:Urls is empty", ["Turn:RelayOnly=true"] },
        { "SeeSupport:Turn:Urls needs addresses like turn:turn.example.com:3478?transport=udp", ["Turn:Urls:0=turn.example.com", "Turn:Secrets:0=s"] },
        { "SeeSupport:Turn:StunUrls needs addresses like stun:", ["Turn:StunUrls:0=turn:turn.example.com"] },
        { "SeeSupport:Turn:Lifetime is 00:00:00", ["Turn:Lifetime=00:00:00"] },
        { "SeeSupport:Company:Accent needs a colour", ["Company:Accent=blue"] },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task Start_NamesTheKey_OfABrokenSetting(string message, string[] settings)
    {
        await using var installation = With(settings);

        Assert.Contains(message, installation.StartProblem());
    }

    [Fact]
    public async Task Start_SaysNothing_WithoutAnySettings()
    {
        await using var installation = With();

        Assert.Null(installation.StartProblem());
    }

    [Fact]
    public async Task Start_SaysNothing_WithEverySetting()
    {
        using var authority = new LocalAuthority();
        await using var installation = With(
            "Twilio:AccountSid=AC" + Sid, "Twilio:AuthToken=t", "Twilio:SecondaryAuthToken=u", "Twilio:ApiKeySid=SK" + Sid, "Twilio:ApiKeySecret=s",
            "Twilio:MessagingServiceSid=MG" + Sid, "Email:Host=localhost", "Email:Port=465", "Email:From=a@example.com", "Email:UserName=u", "Email:Password=p",
            $"Email:CertificateAuthority={authority.AuthorityPath}", "Invites:DefaultCountry=de", "Invites:Countries:0=*",
            "Turn:Urls:0=turns:turn.example.com", "Turn:Secrets:0=s", "Turn:RelayOnly=true", "Turn:StunUrls:0=stun:stun.example.com:3478",
            "Company:Name=Acme", "Company:TermsUrl=https://example.com/terms");

        Assert.Null(installation.StartProblem());
    }

    private static Installation With(params string[] settings) => new(settings.Select(setting =>
        setting.Split('=', 2) is [var key, var value] ? KeyValuePair.Create($"SeeSupport:{key}", (string?)value) : throw new ArgumentException(setting)));
}
