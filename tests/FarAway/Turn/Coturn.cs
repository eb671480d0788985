using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace SeeSupport.FarAway.Turn;

/// <summary>
/// A real coturn on free ports of 127.0.0.1 and ::1, over udp, tcp and tls. Debian's package <c>coturn</c> has to be installed.
/// </summary>
public sealed class Coturn : IAsyncDisposable
{
    // The server ends when its standard input does, so it never outlives tests that are killed.
    private const string Leash =
        """exec 3<&0; "$@" 3<&- & server=$!; { cat <&3; kill -9 $server; } >/dev/null 2>&1 & wait $server""";

    private readonly CoturnOptions _options;
    private readonly LocalAuthority _authority = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("seesupport-coturn-");
    private readonly Process _process;

    private Coturn(CoturnOptions options)
    {
        _options = options;
        var start = new ProcessStartInfo
        {
            FileName = "/bin/sh",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder.FullName,
        };
        string[] arguments = ["-c", Leash, "sh", "turnserver", .. Arguments()];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        _process = new() { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Log.Add(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => Log.Add(line.Data ?? "");
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>The port for udp and tcp.</summary>
    public int Port { get; } = FreePort.Next();

    /// <summary>The port for tls.</summary>
    public int TlsPort { get; } = FreePort.Next();

    /// <summary>PEM file of the authority that vouches for the server's certificate, whose name is localhost.</summary>
    public string AuthorityPath => _authority.AuthorityPath;

    /// <summary>TURN over udp.</summary>
    public string Udp => $"turn:127.0.0.1:{Port}?transport=udp";

    /// <summary>TURN over tcp.</summary>
    public string Tcp => $"turn:127.0.0.1:{Port}?transport=tcp";

    /// <summary>TURN over tls.</summary>
    public string Tls => $"turns:localhost:{TlsPort}?transport=tcp";

    /// <summary>What coturn has written so far.</summary>
    public Received<string> Log { get; } = new();

    /// <summary>The configuration under which SeeSupport hands out this server over udp and tcp, which browsers take without its certificate.</summary>
    public IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["SeeSupport:Turn:Urls:0"] = Udp,
        ["SeeSupport:Turn:Urls:1"] = Tcp,
        ["SeeSupport:Turn:Secrets:0"] = _options.Secrets[0],
    };

    /// <summary>Starts coturn and waits until it answers over udp, tcp and tls.</summary>
    public static async Task<Coturn> Start(CoturnOptions? options = null)
    {
        var server = new Coturn(options ?? new());
        try
        {
            await server.Ready();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends the process and removes its files.</summary>
    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _authority.Dispose();
        _folder.Delete(recursive: true);
    }

    private IEnumerable<string> Arguments()
    {
        string[] source = _options.ConfigurationFile is { } file ? ["-c", file] : ["-n", "--use-auth-secret", "--fingerprint", "--no-cli", "--realm=localhost", "--denied-peer-ip=169.254.0.0-169.254.255.255"];
        return
        [
            .. source,
            "--listening-ip=127.0.0.1", "--listening-ip=::1", "--relay-ip=127.0.0.1", "--relay-ip=::1",
            $"--listening-port={Port}", $"--tls-listening-port={TlsPort}",
            $"--cert={_authority.CertificatePath}", $"--pkey={_authority.KeyPath}",
            $"--pidfile={_folder.FullName}/pid", $"--userdb={_folder.FullName}/turndb", "--log-file=stdout",
            .. _options.Secrets.Select(secret => $"--static-auth-secret={secret}"),
            .. _options.LoopbackPeers ? new[] { "--allow-loopback-peers" } : [],
            .. _options.Arguments,
        ];
    }

    private async Task Ready()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!(await AnswersUdp(timeout.Token) && await AcceptsTcp(Port, timeout.Token) && await AcceptsTcp(TlsPort, timeout.Token)))
        {
            if (_process.HasExited || timeout.IsCancellationRequested)
            {
                throw new InvalidOperationException($"coturn does not start:\n{string.Join('\n', Log)}");
            }
        }
    }

    /// <summary>Sends a STUN binding request (RFC 8489, section 5) and waits a moment for any answer.</summary>
    private async Task<bool> AnswersUdp(CancellationToken cancellation)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        using var moment = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        moment.CancelAfter(TimeSpan.FromMilliseconds(100));
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, Port, cancellation);
            byte[] request = [0x00, 0x01, 0x00, 0x00, 0x21, 0x12, 0xA4, 0x42, .. RandomNumberGenerator.GetBytes(12)];
            await socket.SendAsync(request, moment.Token);
            return await socket.ReceiveAsync(new byte[512], moment.Token) > 0;
        }
        catch (SocketException)
        {
            // Nobody listens yet: the answer is an ICMP message that comes at once.
            await Task.WhenAny(Task.Delay(Timeout.Infinite, moment.Token));
            return false;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static async Task<bool> AcceptsTcp(int port, CancellationToken cancellation)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port, cancellation);
            return true;
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            return false;
        }
    }
}
