using System.Net;
using System.Net.Sockets;

namespace SeeSupport.WebFront.Security;

/// <summary>Who counts as one when tries are limited: an IPv4 address, or an IPv6 /64, the least that one line gets (RFC 6177).</summary>
internal static class ClientNetwork
{
    /// <summary>The network a request comes from, for example <c>192.0.2.7</c> or <c>2001:db8:1:2::/64</c>.</summary>
    public static string Of(HttpContext context) => Of(context.Connection.RemoteIpAddress);

    /// <summary>The network of an address.</summary>
    public static string Of(IPAddress? address)
    {
        if (address is null)
            return "unknown";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (address.AddressFamily == AddressFamily.InterNetwork)
            return address.ToString();
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return $"{new IPAddress(bytes)}/64";
    }
}
