using System.Net;
using SeeSupport.FarAway.Turn;

namespace SeeSupport.Channels.Turn;

/// <summary>A real coturn with the configuration that is handed out with the product.</summary>
public sealed class HardenedCoturnTests
{
    public static TheoryData<string> Inside =>
    [
        "0.0.0.0", "10.0.0.1", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.16.0.1", "172.31.255.254", "192.168.1.1", "192.0.0.1", "198.18.0.1",
        "203.0.113.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
    ];

    public static TheoryData<string> InsideIPv6 =>
    [
        "::", "::1", "::127.0.0.1", "::10.0.0.0", "::10.1.0.0", "::ffff:10.0.0.1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::ffff:0:10.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b:1::10.0.0.1",
        "100::1", "2001::1", "2001:db8::1", "2002:a00:1::", "fc00::1", "fd12:3456::1", "fe80::1", "fec0::1", "ff02::1",
    ];

    [Fact]
    public async Task Probe_FindsEveryTransportWorking_AndNoWayIn()
    {
        await using var relay = await Start();
        await using var installation = new Installation(
        [
            new("SeeSupport:Turn:Urls:0", relay.Udp), new("SeeSupport:Turn:Urls:1", relay.Tcp), new("SeeSupport:Turn:Urls:2", relay.Tls),
            new("SeeSupport:Turn:Secrets:0", "turn-secret"), new("SeeSupport:Turn:CertificateAuthority", relay.AuthorityPath),
        ]);

        var results = await installation.Get<TurnProbe>().Try(default);

        Assert.All(results, result => Assert.Equal(("ok", null), (result.Outcome, result.Problem?.Sentence)));
    }

    [Fact]
    public async Task Peers_AreDenied_InEveryNetworkOfOurOwn()
    {
        await using var relay = await Start();
        await using var client = await Relay(relay);

        foreach (var peer in Inside)
        {
            Assert.Equal(403, (await Assert.ThrowsAsync<TurnRefusalException>(() => client.CreatePermission(IPAddress.Parse(peer.Data), default))).Code);
        }

        await client.CreatePermission(IPAddress.Parse("8.8.8.8"), default);
    }

    [Fact]
    public async Task Peers_AreDenied_InEveryNetworkOfOurOwn_OverIPv6()
    {
        await using var relay = await Start("--allocation-default-address-family=ipv6");
        await using var client = await Relay(relay);

        foreach (var peer in InsideIPv6)
        {
            var refused = await Assert.ThrowsAsync<TurnRefusalException>(() => client.CreatePermission(IPAddress.Parse(peer.Data), default));
            Assert.True(refused.Code is 403 or 443, $"{peer.Data}: {refused.Code}");
        }

        await client.CreatePermission(IPAddress.Parse("2606:4700::1111"), default);
    }

    [Fact]
    public async Task Relays_AreCounted_ForEachSideOfASession()
    {
        await using var relay = await Start("--user-quota=2");
        await using var first = await Relay(relay);
        await using var second = await Relay(relay);

        Assert.Equal(486, (await Assert.ThrowsAsync<TurnRefusalException>(() => Relay(relay))).Code);
        await using var other = await Relay(relay, role: "agent");
    }

    [Fact]
    public async Task Credentials_AreRefused_AfterTheirEnd_ButARelayInUseStays()
    {
        await using var relay = await Start("--user-quota=0");
        var expiresAt = DateTimeOffset.UtcNow.AddSeconds(3);
        await using var client = await Relay(relay, expiresAt);

        await Expired(relay, expiresAt);

        await client.Refresh(TimeSpan.FromMinutes(10), default);
        await client.CreatePermission(IPAddress.Parse("8.8.8.8"), default);
    }

    [Fact]
    public async Task Secrets_OverlapWhileTheyAreChanged()
    {
        await using var relay = await Coturn.Start(new() { ConfigurationFile = Configuration, Secrets = ["new-secret", "old-secret"], LoopbackPeers = false });

        await using var old = await Relay(relay, secret: "old-secret");
        await using var young = await Relay(relay, secret: "new-secret");
    }

    private static string Configuration => Path.Combine(Root(), "deploy", "coturn", "turnserver.conf");

    private static Task<Coturn> Start(params string[] arguments) =>
        Coturn.Start(new() { ConfigurationFile = Configuration, LoopbackPeers = false, Arguments = arguments });

    private static async Task<TurnClient> Relay(Coturn relay, DateTimeOffset? expiresAt = null, string secret = "turn-secret", string role = "consumer")
    {
        Assert.True(TurnUrl.TryParse(relay.Udp, out var url));
        var credentials = TurnCredentials.Issue(secret, expiresAt ?? DateTimeOffset.UtcNow.AddMinutes(10), "session", role);
        var client = await TurnClient.Connect(url, IPAddress.Loopback, credentials, null, default);
        try
        {
            await client.Allocate(default);
            return client;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    /// <summary>Asks for relays with the same credentials until the server refuses them.</summary>
    private static async Task Expired(Coturn relay, DateTimeOffset expiresAt)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var now = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (true)
        {
            await now.WaitForNextTickAsync(timeout.Token);
            try
            {
                await using var another = await Relay(relay, expiresAt);
            }
            catch (TurnRefusalException refused)
            {
                Assert.Equal(401, refused.Code);
                return;
            }
        }
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "SeeSupport.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests do not run inside the project.");
        }

        return folder.FullName;
    }
}
