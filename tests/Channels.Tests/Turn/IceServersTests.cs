using SeeSupport.Media;
using SeeSupport.Ports;
using SeeSupport.Sessions;

namespace SeeSupport.Channels.Turn;

public sealed class IceServersTests
{
    [Fact]
    public async Task Issue_SignsWithTheFirstSecret_ForTenMinutes()
    {
        var before = DateTimeOffset.UtcNow;

        var configuration = await Issue(
            ParticipantRole.Consumer,
            ("Urls:0", "turn:turn.example.com:3478?transport=udp"), ("Urls:1", "turns:turn.example.com:5349?transport=tcp"), ("Secrets:0", "new"), ("Secrets:1", "old"));

        var server = Assert.Single(configuration.IceServers);
        Assert.Equal(["turn:turn.example.com:3478?transport=udp", "turns:turn.example.com:5349?transport=tcp"], server.Urls);
        Assert.InRange(configuration.ExpiresAt, before.AddMinutes(10), DateTimeOffset.UtcNow.AddMinutes(10));
        Assert.Equal($"{configuration.ExpiresAt.ToUnixTimeSeconds()}:session:consumer", server.Username);
        Assert.Equal(TurnCredentials.Issue("new", configuration.ExpiresAt, "session", "consumer").Password, server.Credential);
        Assert.False(configuration.RelayOnly);
    }

    [Fact]
    public void Password_IsWhatOpenSslMakes() =>
        // printf 1700000000:session:agent | openssl dgst -sha1 -hmac turn-secret -binary | base64
        Assert.Equal(
            new("1700000000:session:agent", "PvAZyQjiRDByhInhc+fy8PfRKQ4="),
            TurnCredentials.Issue("turn-secret", DateTimeOffset.FromUnixTimeSeconds(1700000000), "session", "agent"));

    [Fact]
    public async Task Issue_NamesNobody_WhereNothingIsSet()
    {
        var configuration = await Issue(ParticipantRole.Agent);

        Assert.Empty(configuration.IceServers);
        Assert.False(configuration.RelayOnly);
    }

    [Fact]
    public async Task Issue_NamesStunServers_WithoutCredentials()
    {
        var server = Assert.Single((await Issue(ParticipantRole.Agent, ("StunUrls:0", "stun:stun.example.com"))).IceServers);

        Assert.Equal(("stun:stun.example.com", null, null), (Assert.Single(server.Urls), server.Username, server.Credential));
    }

    [Fact]
    public async Task Issue_SaysRelayOnly_WhereThatIsSet() =>
        Assert.True((await Issue(ParticipantRole.Agent, ("Urls:0", "turn:turn.example.com"), ("Secrets:0", "s"), ("RelayOnly", "true"))).RelayOnly);

    private static async Task<IceConfiguration> Issue(ParticipantRole role, params (string Key, string Value)[] settings)
    {
        await using var installation = new Installation(settings.Select(s => KeyValuePair.Create($"SeeSupport:Turn:{s.Key}", (string?)s.Value)));
        Assert.Null(installation.StartProblem());
        return installation.Get<IIceServers>().Issue("session", role);
    }
}
