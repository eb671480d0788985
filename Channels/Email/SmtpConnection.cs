using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using SeeSupport.Channels.Certificates;

namespace SeeSupport.Channels.Email;

/// <summary>
/// One dialogue with a mail server: submission of one e-mail to one recipient by RFC 5321 and RFC 6409, with STARTTLS (RFC 3207),
/// TLS from the start (RFC 8314) and AUTH PLAIN or LOGIN (RFC 4954).
/// </summary>
/// <remarks>
/// .NET's own client cannot say whether the content had left when a connection ended, goes on without a word where signing in was
/// refused, and knows no AUTH PLAIN, the only way that many servers offer. The first decides here whether a repeat could send twice.
/// </remarks>
internal sealed class SmtpConnection(EmailOptions options, TimeProvider time) : IAsyncDisposable
{
    private const int LongestLine = 4096;
    private const int MostLines = 128;

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private Stream _stream = Stream.Null;
    private byte[] _buffer = [];
    private HashSet<string> _offers = [];

    /// <summary>How far it has come; after an exception: where it ended.</summary>
    public SmtpStep Step { get; private set; }

    /// <summary>
    /// Hands over one e-mail and returns when the server has taken it. Throws <see cref="SmtpRefusalException"/> for what the server
    /// refuses, <see cref="TimeoutException"/>, <see cref="SocketException"/>, <see cref="IOException"/> or
    /// <see cref="AuthenticationException"/> for the connection, <see cref="NotSupportedException"/> for encryption that is not offered.
    /// </summary>
    public async Task Submit(string from, string to, byte[] content, CancellationToken cancellation)
    {
        await Within(options.Timeout, token => _socket.ConnectAsync(options.Host!, options.Port, token).AsTask(), cancellation);
        _stream = new NetworkStream(_socket);
        if (options.EffectiveSecurity == EmailSecurity.Tls)
        {
            await Encrypt(cancellation);
        }

        Step = SmtpStep.Greeting;
        await Expect(220, cancellation);
        await Hello(cancellation);
        await StartTls(cancellation);
        await SignIn(cancellation);

        Step = SmtpStep.Sender;
        var size = _offers.Any(offer => offer.StartsWith("SIZE", StringComparison.Ordinal))
            ? string.Create(CultureInfo.InvariantCulture, $" SIZE={content.Length}") : "";
        await Command($"MAIL FROM:<{from}>{size}", 250, cancellation);
        Step = SmtpStep.Recipient;
        await Command($"RCPT TO:<{to}>", 250, cancellation);
        Step = SmtpStep.Data;
        await Command("DATA", 354, cancellation);

        Step = SmtpStep.Content;
        await Within(options.ContentTimeout, token => _stream.WriteAsync(Stuffed(content), token).AsTask(), cancellation);
        await Expect(250, cancellation, options.ContentTimeout);
    }

    /// <summary>Says goodbye, as far as the server still listens.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_socket.Connected)
            {
                await Within(TimeSpan.FromSeconds(1), token => _stream.WriteAsync("QUIT\r\n"u8.ToArray(), token).AsTask(), default);
            }
        }
        catch (Exception exception) when (exception is IOException or TimeoutException or InvalidOperationException or AuthenticationException)
        {
            // What matters was said before; a server that is gone needs no goodbye.
        }

        await _stream.DisposeAsync();
        _socket.Dispose();
    }

    private async Task Hello(CancellationToken cancellation)
    {
        Step = SmtpStep.Hello;
        var address = ((IPEndPoint)_socket.LocalEndPoint!).Address;
        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        var name = address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[IPv6:{address}]" : $"[{address}]";
        var reply = await Command($"EHLO {name}", 250, cancellation);
        _offers = [.. reply.Lines.Skip(1).Select(line => line.ToUpperInvariant())];
    }

    private async Task StartTls(CancellationToken cancellation)
    {
        Step = SmtpStep.StartTls;
        var offered = _offers.Contains("STARTTLS");
        switch (options.EffectiveSecurity)
        {
            case EmailSecurity.StartTls when !offered:
                throw new NotSupportedException("The mail server does not offer STARTTLS.");
            case EmailSecurity.StartTls or EmailSecurity.StartTlsIfOffered when offered:
                await Command("STARTTLS", 220, cancellation);
                if (_buffer.Length > 0)
                {
                    throw new AuthenticationException("Something was slipped in before the connection was encrypted.");
                }

                await Encrypt(cancellation);

                // What was offered in the clear may have been offered by somebody in between (RFC 3207, section 4.2).
                await Hello(cancellation);
                break;
        }
    }

    private async Task Encrypt(CancellationToken cancellation)
    {
        Step = SmtpStep.StartTls;
        var encrypted = new SslStream(_stream);
        _stream = encrypted;
        await Within(
            options.Timeout,
            token => encrypted.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = options.Host,
                    CertificateChainPolicy = OwnAuthority.Policy(options.CertificateAuthority),
                },
                token),
            cancellation);
    }

    private async Task SignIn(CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(options.UserName))
        {
            return;
        }

        Step = SmtpStep.SignIn;
        var ways = _offers.Where(offer => offer.StartsWith("AUTH", StringComparison.Ordinal)).SelectMany(offer => offer.Split(' ', '=')).ToHashSet();
        if (ways.Contains("PLAIN") || !ways.Contains("LOGIN"))
        {
            await Command($"AUTH PLAIN {Base64($"\0{options.UserName}\0{options.Password}")}", 235, cancellation);
            return;
        }

        await Command("AUTH LOGIN", 334, cancellation);
        await Command(Base64(options.UserName), 334, cancellation);
        await Command(Base64(options.Password!), 235, cancellation);

        static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
    }

    private async Task<SmtpReply> Command(string line, int expected, CancellationToken cancellation)
    {
        await Within(options.Timeout, token => _stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), token).AsTask(), cancellation);
        return await Expect(expected, cancellation);
    }

    private async Task<SmtpReply> Expect(int expected, CancellationToken cancellation, TimeSpan? timeout = null)
    {
        List<string> lines = [];
        while (true)
        {
            var text = "";
            await Within(timeout ?? options.Timeout, async token => text = await Line(token), cancellation);
            if (SmtpReply.Line(text) is not { } line || lines.Count == MostLines)
            {
                throw new InvalidDataException("The mail server's reply is none.");
            }

            lines.Add(line.Text);
            if (!line.More)
            {
                var reply = new SmtpReply(line.Code, lines);
                return reply.Code == expected || (expected == 250 && reply.Code == 251) ? reply : throw new SmtpRefusalException(reply);
            }
        }
    }

    private async Task<string> Line(CancellationToken cancellation)
    {
        var chunk = new byte[1024];
        while (true)
        {
            var end = _buffer.AsSpan().IndexOf((byte)'\n');
            if (end >= 0)
            {
                var line = Encoding.UTF8.GetString(_buffer, 0, end).TrimEnd('\r');
                _buffer = _buffer[(end + 1)..];
                return line;
            }

            if (_buffer.Length > LongestLine)
            {
                throw new InvalidDataException("The mail server's reply is too long.");
            }

            var read = await _stream.ReadAsync(chunk, cancellation);
            if (read == 0)
            {
                throw new EndOfStreamException("The mail server hung up.");
            }

            _buffer = [.. _buffer, .. chunk.AsSpan(0, read)];
        }
    }

    private async Task Within(TimeSpan limit, Func<CancellationToken, Task> step, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timeout.Token);
        try
        {
            await step(either.Token);
        }
        catch (OperationCanceledException exception) when (timeout.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"The mail server did not answer within {limit}.", exception);
        }
    }

    /// <summary>The content with a second dot before each line's first one, and the line with one dot that ends it (RFC 5321, section 4.5.2).</summary>
    private static byte[] Stuffed(byte[] content)
    {
        var text = Encoding.ASCII.GetString(content);
        text = text.StartsWith('.') ? "." + text : text;
        return Encoding.ASCII.GetBytes(text.Replace("\r\n.", "\r\n..", StringComparison.Ordinal) + (text.EndsWith("\r\n", StringComparison.Ordinal) ? "" : "\r\n") + ".\r\n");
    }
}
