using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace SeeSupport.WebFront.Hosting;

/// <summary><c>--lan</c>: the front on the local network, over HTTPS, so that a real phone lends its camera to it.</summary>
internal static class Lan
{
    /// <summary>The port of the local network's HTTPS address, unless <c>--urls</c> says otherwise.</summary>
    public const int Port = 5443;

    /// <summary>Whether the process was started for the local network.</summary>
    public static bool IsOn(IConfiguration configuration) => configuration.GetValue<bool>("SeeSupport:Lan");

    /// <summary>This machine's addresses on its networks, the likeliest one for a phone first: with a gateway, IPv4.</summary>
    public static IReadOnlyList<IPAddress> Addresses() =>
    [
        .. NetworkInterface.GetAllNetworkInterfaces()
            .Where(each => each.OperationalStatus == OperationalStatus.Up && each.NetworkInterfaceType != NetworkInterfaceType.Loopback)
            .SelectMany(each => each.GetIPProperties() is var properties
                ? properties.UnicastAddresses.Select(unicast => (unicast.Address, Gateway: properties.GatewayAddresses.Count > 0))
                : [])
            .Where(each => !each.Address.IsIPv6LinkLocal)
            .OrderByDescending(each => each.Gateway)
            .ThenBy(each => each.Address.AddressFamily == AddressFamily.InterNetwork ? 0 : 1)
            .Select(each => each.Address),
    ];

    /// <summary>The names and addresses this machine answers to on the local network; none unless the process was started for it.</summary>
    public static IEnumerable<string> HostNames(IConfiguration configuration) =>
        IsOn(configuration) ? [Environment.MachineName, $"{Environment.MachineName}.local", .. Addresses().Select(HostOf)] : [];

    /// <summary>An address as it stands in a URL.</summary>
    public static string HostOf(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString();
}
