using System.Net;
using System.Net.Sockets;

namespace SeeSupport.FarAway;

/// <summary>Finds ports that nobody listens at right now. Somebody else may take one before its user does: prefer port 0 where a server allows it.</summary>
public static class FreePort
{
    /// <summary>A port that is free for TCP and UDP on the loopback addresses.</summary>
    public static int Next()
    {
        while (true)
        {
            using var tcp = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            tcp.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            var port = ((IPEndPoint)tcp.LocalEndPoint!).Port;
            using var udp = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            try
            {
                udp.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException)
            {
                // Free for TCP only: try another one.
            }
        }
    }
}
