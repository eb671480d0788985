using System.Net;
using System.Net.Sockets;

namespace SeeSupport.FarAway;

/// <summary>
/// Finds ports that nobody listens at right now. Somebody else may take one before its user does: prefer port 0 where a server allows it.
/// They lie below the range from which systems give ports to outgoing connections and to those who ask for port 0 (from 32768 on Linux,
/// 49152 by RFC 6335, section 6), so that only another test that draws the same number can be in the way.
/// </summary>
public static class FreePort
{
    private const int First = 12_000;
    private const int End = 32_000;

    /// <summary>A port that is free for TCP and UDP on the loopback addresses.</summary>
    public static int Next()
    {
        while (true)
        {
            var port = Random.Shared.Next(First, End);
            if (IsFree(SocketType.Stream, ProtocolType.Tcp, port) && IsFree(SocketType.Dgram, ProtocolType.Udp, port))
                return port;
        }
    }

    private static bool IsFree(SocketType type, ProtocolType protocol, int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, type, protocol);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
