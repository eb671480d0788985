using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SeeSupport.Channels.Certificates;
using SeeSupport.Telemetry;

namespace SeeSupport.Channels.Turn;

/// <summary>
/// Tries out every relay as a browser that may use nothing else would: connects, signs in with credentials of the kind that browsers get,
/// has a relay allocated and gives it back. A wrong certificate, name, secret or firewall shows here before consumers feel it.
/// It also asks for a way into the server's own network, which has to be refused.
/// </summary>
internal sealed partial class TurnProbe(IOptions<TurnOptions> options, TimeProvider time, ILogger<TurnProbe> logger) : BackgroundService, ITurnProbe
{
    /// <summary>Where clouds keep their machines' credentials: what an attacker asks a careless relay for first.</summary>
    private static readonly IPAddress Forbidden = IPAddress.Parse("169.254.169.254");

    private readonly TurnOptions _options = options.Value;


    public IReadOnlyList<TurnProbeResult> Latest { get; private set; } = [];

    /// <summary>Stands for the session in user names. Servers count relays by user, so probes of several processes must not be one.</summary>
    public string Name { get; } = $"probe-{RandomNumberGenerator.GetHexString(8, lowercase: true)}";

    /// <summary>Tries every relay once, all at the same time.</summary>
    public async Task<IReadOnlyList<TurnProbeResult>> Try(CancellationToken cancellation)
    {
        var trust = OwnAuthority.Policy(_options.CertificateAuthority);
        var results = await Task.WhenAll(_options.Urls.Select(url =>
            TurnUrl.TryParse(url, out var parsed) ? Try(parsed, trust, cancellation) : throw new FormatException($"\"{url}\" is no TURN server's address.")));
        foreach (var result in results)
        {
            SeeSupportTelemetry.TurnProbes.Add(
                1, new KeyValuePair<string, object?>("network.transport", result.Transport), SeeSupportTelemetry.Outcome(result.Outcome));
            var before = Latest.FirstOrDefault(each => each.Url == result.Url)?.Outcome;
            if (result.Outcome != "ok")
            {
                RelayFails(result.Url, result.Outcome, result.Problem!.Sentence);
            }
            else if (before != "ok")
            {
                RelayWorks(result.Url, result.Duration);
            }
        }

        return Latest = results;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_options.Urls.Length == 0)
        {
            return;
        }

        using var timer = new PeriodicTimer(_options.ProbeInterval, time);
        try
        {
            do
            {
                await Try(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process is stopping.
        }
    }

    private async Task<TurnProbeResult> Try(TurnUrl url, X509ChainPolicy? trust, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        var (outcome, problem) = ("ok", (Problem?)null);
        try
        {
            if (await TryEachAddress(url, trust, cancellation))
            {
                (outcome, problem) = ("open", new("turn-open", $"{url.Text} relays into its own network. Deny private peers as deploy/coturn/turnserver.conf does."));
            }
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            (outcome, problem) = Explain(url, exception);
            RelayFailure(url.Text, exception);
        }

        return new()
        {
            Url = url.Text,
            Transport = url.Transport,
            Outcome = outcome,
            Problem = problem,
            Duration = time.GetElapsedTime(began),
            At = time.GetUtcNow(),
        };
    }

    /// <summary>One address after the other until one works, as browsers do; a name may have addresses that this machine has no route to. Returns whether it relays where it must not.</summary>
    private async Task<bool> TryEachAddress(TurnUrl url, X509ChainPolicy? trust, CancellationToken cancellation)
    {
        var addresses = IPAddress.TryParse(url.Host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(url.Host, cancellation);
        for (var i = 0; i < addresses.Length; i++)
        {
            using var timeout = new CancellationTokenSource(_options.ProbeTimeout, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timeout.Token);
            try
            {
                var credentials = TurnCredentials.Issue(_options.Secrets[0], time.GetUtcNow() + _options.Lifetime, Name, "server");
                await using var client = await TurnClient.Connect(url, addresses[i], credentials, trust, either.Token);
                await client.Allocate(either.Token);
                var open = await Permits(client, either.Token);
                await client.Refresh(TimeSpan.Zero, either.Token);
                return open;
            }
            catch (Exception exception) when (i < addresses.Length - 1 && !cancellation.IsCancellationRequested && exception is OperationCanceledException or SocketException)
            {
                RelayFailure(url.Text, exception);
            }
        }

        throw new SocketException((int)SocketError.HostNotFound);
    }

    private static async Task<bool> Permits(TurnClient client, CancellationToken cancellation)
    {
        try
        {
            await client.CreatePermission(Forbidden, cancellation);
            return true;
        }
        catch (TurnRefusalException)
        {
            return false;
        }
    }

    private static (string Outcome, Problem Problem) Explain(TurnUrl url, Exception exception) => exception switch
    {
        TurnRefusalException { Code: 486 or 508 } => ("full", new(
            "turn-full", $"{url.Text} has no relay left. Raise its quotas, or add a server.")),
        TurnRefusalException { Code: var code } => ("refused", new(
            "turn-refused", $"{url.Text} refuses our credentials ({code}). {TurnOptions.Section}:Secrets:0 has to be its static-auth-secret, and both clocks have to be right.")),
        AuthenticationException => ("certificate", new(
            "turn-certificate", $"{url.Text} shows a certificate that browsers do not trust. It needs one for that very name, with its whole chain.")),
        OperationCanceledException => ("timeout", new(
            "turn-timeout", $"{url.Text} does not answer. Open its port for {url.Transport} in every firewall on the way.")),
        SocketException => ("unreachable", new(
            "turn-unreachable", $"{url.Text} cannot be reached. Check its name and port, and that the server runs.")),
        _ => ("unfit", new("turn-unfit", $"{url.Text} does not answer as a TURN server. Check its port.")),
    };

    [LoggerMessage(Level = LogLevel.Information, Message = "The relay {Url} works; it took {Duration}.")]
    private partial void RelayWorks(string url, TimeSpan duration);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The relay {Url} cannot be used ({Outcome}): {Sentence}")]
    private partial void RelayFails(string url, string outcome, string sentence);

    [LoggerMessage(Level = LogLevel.Debug, Message = "A try of the relay {Url} ended.")]
    private partial void RelayFailure(string url, Exception exception);
}
