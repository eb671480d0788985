using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using SeeSupport.FarAway;
using SeeSupport.FarAway.Turn;
using SeeSupport.Telemetry;

namespace SeeSupport.Channels.Turn;

/// <summary>Against a real coturn.</summary>
public sealed class TurnProbeTests(RunningCoturn running) : IClassFixture<RunningCoturn>
{
    private Coturn Relay => running.Relay;

    [Fact]
    public async Task Try_FindsEveryTransportWorking()
    {
        await using var installation = With(Relay.Udp, Relay.Tcp, Relay.Tls);

        var results = await installation.Get<TurnProbe>().Try(default);

        Assert.All(results, result => Assert.Equal(("ok", null), (result.Outcome, result.Problem?.Sentence)));
        Assert.Equal(["udp", "tcp", "tls"], results.Select(result => result.Transport));
        Assert.Equal([Relay.Udp, Relay.Tcp, Relay.Tls], results.Select(result => result.Url));
        Assert.Same(results, installation.Get<ITurnProbe>().Latest);
        Assert.Contains($"The relay {Relay.Tls} works", installation.Log.All);
    }

    [Fact]
    public async Task Try_WorksOverIPv6()
    {
        var results = await Try($"turn:[::1]:{Relay.Port}?transport=udp", $"turn:[::1]:{Relay.Port}?transport=tcp", $"turns:[::1]:{Relay.TlsPort}");

        Assert.All(results, result => Assert.Equal(("ok", null), (result.Outcome, result.Problem?.Sentence)));
    }

    [Fact]
    public async Task Try_TellsThatTheSecretIsWrong()
    {
        await using var installation = With([("Secrets:0", "wrong")], Relay.Udp, Relay.Tcp, Relay.Tls);

        var results = await installation.Get<TurnProbe>().Try(default);

        Assert.All(results, result => Assert.Equal(("refused", "turn-refused"), (result.Outcome, result.Problem?.Code)));
        Assert.Contains("SeeSupport:Turn:Secrets:0", results[0].Problem!.Sentence);
        Assert.Contains($"The relay {Relay.Udp} cannot be used (refused)", installation.Log.All);
        Assert.DoesNotContain("turn-secret", installation.Log.All);
    }

    [Fact]
    public async Task Try_TellsThatTheCertificateIsNotTrusted()
    {
        await using var installation = With([("CertificateAuthority", null)], Relay.Tls);

        Assert.Equal("turn-certificate", Assert.Single(await installation.Get<TurnProbe>().Try(default)).Problem?.Code);
    }

    [Fact]
    public async Task Try_TellsThatNobodyListens()
    {
        var port = FreePort.Next();

        var results = await Try($"turn:127.0.0.1:{port}?transport=udp", $"turn:127.0.0.1:{port}?transport=tcp", $"turns:localhost:{port}", "turn:turn.invalid");

        Assert.All(results, result => Assert.Equal("turn-unreachable", result.Problem?.Code));
    }

    [Fact]
    public async Task Try_TellsThatTheServerIsSilent()
    {
        using var udp = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        udp.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using var tcp = new TcpListener(IPAddress.Loopback, 0);
        tcp.Start();
        await using var installation = With(
            [("ProbeTimeout", "00:00:01.400")],
            $"turn:127.0.0.1:{((IPEndPoint)udp.LocalEndPoint!).Port}",
            $"turn:127.0.0.1:{((IPEndPoint)tcp.LocalEndpoint).Port}?transport=tcp",
            $"turns:127.0.0.1:{((IPEndPoint)tcp.LocalEndpoint).Port}");

        var results = await installation.Get<TurnProbe>().Try(default);

        Assert.All(results, result => Assert.Equal("turn-timeout", result.Problem?.Code));
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        var (request, repeat) = (new byte[512], new byte[512]);
        await udp.ReceiveAsync(request, timeout.Token);
        await udp.ReceiveAsync(repeat, timeout.Token);
        Assert.Equal(request, repeat);
    }

    [Fact]
    public async Task Try_TellsThatSomethingElseAnswers()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answers = Task.Run(async () =>
        {
            using var socket = await listener.AcceptSocketAsync();
            await socket.ReceiveAsync(new byte[512]);
            await socket.SendAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray());
        });

        Assert.Equal("turn-unfit", Assert.Single(await Try($"turn:127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}?transport=tcp")).Problem?.Code);
        await answers;
    }

    [Fact]
    public async Task Try_TellsThatTheRelayIsFull()
    {
        await using var full = await Coturn.Start(new() { Arguments = ["--user-quota=1"] });
        await using var installation = With([], full.Udp, full.Tcp);
        Assert.True(TurnUrl.TryParse(full.Udp, out var url));
        var credentials = TurnCredentials.Issue("turn-secret", DateTimeOffset.UtcNow.AddMinutes(1), installation.Get<TurnProbe>().Name, "server");
        await using var client = await TurnClient.Connect(url, IPAddress.Loopback, credentials, null, default);
        await client.Allocate(default);

        var results = await installation.Get<TurnProbe>().Try(default);

        Assert.All(results, result => Assert.Equal("turn-full", result.Problem?.Code));
    }

    [Fact]
    public async Task Try_GivesTheRelayBack()
    {
        await using var talking = await Coturn.Start(new() { Arguments = ["--verbose"] });

        Assert.Equal("ok", Assert.Single(await Try(talking.Udp)).Outcome);

        await talking.Log.First(line => line.Contains("lifetime=0", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Try_TellsThatTheRelayLeadsIntoItsOwnNetwork()
    {
        await using var careless = await Coturn.Start(new() { Arguments = ["--allowed-peer-ip=169.254.169.254"] });

        Assert.Equal("turn-open", Assert.Single(await Try(careless.Udp)).Problem?.Code);
    }

    [Fact]
    public async Task Try_IsCounted_ByTransportAndOutcome()
    {
        var counted = new ConcurrentQueue<string>();
        using var listener = new MeterListener();
        listener.SetMeasurementEventCallback<long>((_, _, dimensions, _) =>
        {
            var values = dimensions.ToArray().ToDictionary();
            counted.Enqueue($"{values["network.transport"]} {values["seesupport.outcome"]}");
        });
        listener.EnableMeasurementEvents(SeeSupportTelemetry.TurnProbes);

        await Try(Relay.Tcp, $"turn:127.0.0.1:{FreePort.Next()}");

        Assert.Contains("tcp ok", counted);
        Assert.Contains("udp unreachable", counted);
    }

    [Fact]
    public async Task Probe_RunsAgainAndAgain_AndSaysWhenARelayComesBack()
    {
        var port = FreePort.Next();
        await using var installation = With([("ProbeInterval", "00:00:01")], $"turn:127.0.0.1:{port}?transport=tcp");
        var probe = Assert.Single(installation.Get<IEnumerable<IHostedService>>().OfType<TurnProbe>());
        await probe.StartAsync(default);
        await installation.Log.Line("cannot be used (unreachable)");

        await using var relay = await Coturn.Start(new() { Arguments = [$"--aux-server=127.0.0.1:{port}"] });

        await installation.Log.Line("works; it took");
        await probe.StopAsync(default);
    }

    [Fact]
    public async Task Probe_IsOff_WhereNoRelayIsSet()
    {
        await using var installation = new Installation();
        var probe = installation.Get<TurnProbe>();

        await probe.StartAsync(default);
        await probe.ExecuteTask!;

        Assert.Empty(probe.Latest);
    }

    private async Task<IReadOnlyList<TurnProbeResult>> Try(params string[] urls)
    {
        await using var installation = With(urls);
        return await installation.Get<TurnProbe>().Try(default);
    }

    private Installation With(params string[] urls) => With([], urls);

    private Installation With((string Key, string? Value)[] settings, params string[] urls) => new(
    [
        .. urls.Select((url, i) => KeyValuePair.Create($"SeeSupport:Turn:Urls:{i}", (string?)url)),
        new("SeeSupport:Turn:Secrets:0", "turn-secret"),
        new("SeeSupport:Turn:CertificateAuthority", Relay.AuthorityPath),
        .. settings.Select(setting => KeyValuePair.Create($"SeeSupport:Turn:{setting.Key}", setting.Value)),
    ]);
}
