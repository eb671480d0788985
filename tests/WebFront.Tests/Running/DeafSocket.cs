using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace SeeSupport.WebFront.Running;

/// <summary>A WebSocket that sends and never reads, as a phone does whose page hangs.</summary>
internal sealed class DeafSocket : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096, NoDelay = true };

    /// <summary>Whether the other side has ended the connection without a goodbye.</summary>
    public bool IsReset => _socket.Poll(0, SelectMode.SelectError) || HasError();

    /// <summary>Opens a hub's connection and shakes hands.</summary>
    public static async Task<DeafSocket> Open(Uri hub, string accessToken)
    {
        var deaf = new DeafSocket();
        await deaf._socket.ConnectAsync(hub.Host, hub.Port);
        await deaf._socket.SendAsync(Encoding.ASCII.GetBytes(
            $"GET {hub.AbsolutePath}?access_token={accessToken} HTTP/1.1\r\nHost: {hub.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + $"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {Convert.ToBase64String(RandomNumberGenerator.GetBytes(16))}\r\n\r\n"));
        await deaf.Send("""{"protocol":"json","version":1}""");
        return deaf;
    }

    /// <summary>Sends one hub message in one masked frame (RFC 6455, section 5.2).</summary>
    public async Task Send(string message)
    {
        var payload = Encoding.UTF8.GetBytes(message + '\u001e');
        byte[] frame = payload.Length < 126
            ? [0x81, (byte)(0x80 | payload.Length), 0, 0, 0, 0, .. payload]
            : [0x81, 0xfe, (byte)(payload.Length >> 8), (byte)payload.Length, 0, 0, 0, 0, .. payload];
        await _socket.SendAsync(frame);
    }

    public void Dispose() => _socket.Dispose();

    private bool HasError() => (int)_socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error)! != 0;
}
