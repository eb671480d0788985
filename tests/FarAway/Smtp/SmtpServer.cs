using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SeeSupport.FarAway.Smtp;

/// <summary>
/// A small mail submission server over real sockets (RFC 5321, RFC 3207 STARTTLS, RFC 4954 AUTH PLAIN and LOGIN, RFC 1870 SIZE)
/// with one mailbox for everybody. Misbehaves when told to.
/// </summary>
public sealed class SmtpServer : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly LocalAuthority _authority;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _lock = new();
    private readonly List<SmtpFault> _faults = [];
    private readonly ConcurrentDictionary<Task, byte> _dialogues = new();
    private readonly Task _accepting;

    private SmtpServer(SmtpServerOptions options)
    {
        Options = options;
        _authority = new(options.CertificateName);
        _listener = new(IPAddress.Loopback, options.Port);
        _listener.Start();
        _accepting = Accept();
    }

    /// <summary>What the server offers and asks for.</summary>
    public SmtpServerOptions Options { get; }

    /// <summary>Where it listens, at 127.0.0.1 and by the name localhost.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>PEM file of the authority that vouches for the server's certificate.</summary>
    public string AuthorityPath => _authority.AuthorityPath;

    /// <summary>The configuration under which SeeSupport sends through this server.</summary>
    public IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["SeeSupport:Email:Host"] = "localhost",
        ["SeeSupport:Email:Port"] = Port.ToString(CultureInfo.InvariantCulture),
        ["SeeSupport:Email:UserName"] = Options.UserName,
        ["SeeSupport:Email:Password"] = Options.UserName is null ? null : Options.Password,
        ["SeeSupport:Email:CertificateAuthority"] = AuthorityPath,
        ["SeeSupport:Email:From"] = "support@example.com",
    };

    /// <summary>Every mail that was taken.</summary>
    public Received<Mail> Mails { get; } = new();

    /// <summary>Every command that came in, without what is secret, over all connections.</summary>
    public Received<string> Commands { get; } = new();

    internal LocalAuthority Authority => _authority;

    /// <summary>Starts the server.</summary>
    public static SmtpServer Start(SmtpServerOptions? options = null) => new(options ?? new());

    /// <summary>Misbehaves once for each fault, when a dialogue comes to its step; faults for one step in the order given.</summary>
    public void Next(params ReadOnlySpan<SmtpFault> faults)
    {
        lock (_lock)
        {
            _faults.AddRange(faults);
        }
    }

    /// <summary>Stops listening and cuts every connection.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_dialogues.Keys);
        _authority.Dispose();
        _stopping.Dispose();
    }

    internal SmtpFault? Fault(SmtpStep step)
    {
        lock (_lock)
        {
            var index = _faults.FindIndex(fault => fault.Step == step);
            if (index < 0)
            {
                return null;
            }

            var fault = _faults[index];
            _faults.RemoveAt(index);
            return fault;
        }
    }

    private async Task Accept()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                var dialogue = new SmtpDialogue(this, await _listener.AcceptSocketAsync(_stopping.Token)).Run(_stopping.Token);
                _dialogues.TryAdd(dialogue, 0);
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException)
            {
                return;
            }
        }
    }
}
