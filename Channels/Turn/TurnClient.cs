using System.Buffers.Binary;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace SeeSupport.Channels.Turn;

/// <summary>
/// As much of a TURN client (RFC 8656) as tells whether a relay can be had: over udp, tcp or tls, with the long-term credential
/// mechanism (RFC 8489, section 9.2). Answers that are not signed with the key are not believed.
/// </summary>
internal sealed class TurnClient : IAsyncDisposable
{
    private const byte Udp = 17;
    private static readonly TimeSpan FirstRetransmission = TimeSpan.FromMilliseconds(500);

    private readonly Socket _socket;
    private readonly Stream? _stream;
    private readonly TurnCredentials _credentials;
    private byte[] _realm = [];
    private byte[] _nonce = [];

    private TurnClient(Socket socket, Stream? stream, TurnCredentials credentials) => (_socket, _stream, _credentials) = (socket, stream, credentials);

    /// <summary>
    /// Opens a connection to one of the server's addresses. Throws <see cref="SocketException"/>,
    /// <see cref="System.Security.Authentication.AuthenticationException"/> or <see cref="IOException"/>.
    /// </summary>
    public static async Task<TurnClient> Connect(
        TurnUrl url, IPAddress address, TurnCredentials credentials, X509ChainPolicy? trust, CancellationToken cancellation)
    {
        var socket = url.Transport == "udp"
            ? new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp)
            : new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, url.Port, cancellation);
            Stream? stream = url.Transport == "udp" ? null : new NetworkStream(socket);
            if (url.Transport == "tls")
            {
                var encrypted = new SslStream(stream!);
                stream = encrypted;
                await encrypted.AuthenticateAsClientAsync(new() { TargetHost = url.Host, CertificateChainPolicy = trust }, cancellation);
            }

            return new(socket, stream, credentials);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Gets a relay for UDP and returns its address. Throws <see cref="TurnRefusalException"/>, or <see cref="InvalidDataException"/> when the answer is none.</summary>
    public async Task<IPEndPoint> Allocate(CancellationToken cancellation)
    {
        var answer = await Ask(
            StunMethod.Allocate, request => request.Add(StunAttribute.RequestedTransport, [Udp, 0, 0, 0]), cancellation);
        return answer.XorAddress(StunAttribute.XorRelayedAddress) ?? throw new InvalidDataException("The TURN server allocated nothing.");
    }

    /// <summary>Keeps the relay for some time; zero gives it back (RFC 8656, section 8).</summary>
    public Task Refresh(TimeSpan lifetime, CancellationToken cancellation)
    {
        var seconds = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(seconds, (uint)lifetime.TotalSeconds);
        return Ask(StunMethod.Refresh, request => request.Add(StunAttribute.Lifetime, seconds), cancellation);
    }

    /// <summary>Lets a peer send through the relay (RFC 8656, section 10).</summary>
    public Task CreatePermission(IPAddress peer, CancellationToken cancellation) =>
        Ask(StunMethod.CreatePermission, request => request.AddXorAddress(StunAttribute.XorPeerAddress, new(peer, 0)), cancellation);

    public async ValueTask DisposeAsync()
    {
        if (_stream is not null)
        {
            await _stream.DisposeAsync();
        }

        _socket.Dispose();
    }

    private async Task<StunMessage> Ask(StunMethod method, Action<StunMessage> fill, CancellationToken cancellation)
    {
        // The first request of all is answered with realm and nonce only; a later one may find its nonce too old (438).
        for (var challenged = false; ; challenged = true)
        {
            var request = new StunMessage(method);
            fill(request);
            var key = _nonce.Length > 0 ? Key() : null;
            if (key is not null)
            {
                request.Add(StunAttribute.UserName, Encoding.UTF8.GetBytes(_credentials.UserName));
                request.Add(StunAttribute.Realm, _realm);
                request.Add(StunAttribute.Nonce, _nonce);
            }

            var answer = await Exchange(request, request.Write(key), cancellation);
            switch (answer)
            {
                case { Class: StunClass.Success }:
                    return key is not null && answer.IsSignedWith(key) ? answer : throw new InvalidDataException("The TURN server does not know our secret.");
                case { ErrorCode: 401 or 438 } when !challenged && answer[StunAttribute.Nonce] is { Length: > 0 } nonce && (key is null || answer.ErrorCode == 438):
                    (_realm, _nonce) = (answer[StunAttribute.Realm] ?? _realm, nonce);
                    break;
                default:
                    throw new TurnRefusalException(method, answer.ErrorCode ?? 0);
            }
        }
    }

    private async Task<StunMessage> Exchange(StunMessage request, byte[] bytes, CancellationToken cancellation)
    {
        if (_stream is not null)
        {
            await _stream.WriteAsync(bytes, cancellation);
            while (true)
            {
                var answer = await ReadStream(cancellation);
                if (answer.Transaction.AsSpan().SequenceEqual(request.Transaction))
                {
                    return answer;
                }
            }
        }

        var wait = FirstRetransmission;
        while (true)
        {
            await _socket.SendAsync(bytes, cancellation);
            using var retransmission = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            retransmission.CancelAfter(wait);
            try
            {
                return await ReadDatagram(request.Transaction, retransmission.Token);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                // RFC 8489, section 6.2.1: again, each time after twice as long.
                wait *= 2;
            }
        }
    }

    private async Task<StunMessage> ReadStream(CancellationToken cancellation)
    {
        var header = new byte[StunMessage.HeaderLength];
        await _stream!.ReadExactlyAsync(header, cancellation);
        var length = StunMessage.Length(header) ?? throw new InvalidDataException("What answers is no TURN server.");
        var body = new byte[length - header.Length];
        await _stream!.ReadExactlyAsync(body, cancellation);
        return StunMessage.Read([.. header, .. body]);
    }

    private async Task<StunMessage> ReadDatagram(byte[] transaction, CancellationToken cancellation)
    {
        var buffer = new byte[2048];
        while (true)
        {
            var length = await _socket.ReceiveAsync(buffer, cancellation);

            // Anybody can send datagrams: what is no answer to this request is not there.
            if (StunMessage.Length(buffer.AsSpan(0, length)) == length && buffer.AsSpan(8, 12).SequenceEqual(transaction))
            {
                return StunMessage.Read(buffer[..length]);
            }
        }
    }

    /// <summary>MD5 over user name, realm and password (RFC 8489, section 9.2.2), which is what the mechanism asks for.</summary>
    private byte[] Key() => MD5.HashData([.. Encoding.UTF8.GetBytes($"{_credentials.UserName}:"), .. _realm, .. Encoding.UTF8.GetBytes($":{_credentials.Password}")]);
}
