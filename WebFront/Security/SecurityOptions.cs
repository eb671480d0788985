using System.Net;

namespace SeeSupport.WebFront.Security;

/// <summary>What stands between this process and the internet. Configuration section <c>SeeSupport</c>.</summary>
public sealed class SecurityOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "SeeSupport";

    /// <summary>
    /// Where people outside reach the front, for example <c>https://support.example.com</c>: what links and status callbacks begin with.
    /// Default: the address the front listens at.
    /// </summary>
    public string? PublicAddress { get; set; }

    /// <summary>
    /// Addresses or networks of the reverse proxies in front of this process, separated by commas, for example <c>127.0.0.1, 10.0.0.0/8</c>:
    /// only they are believed about where a request came from. Default: none.
    /// </summary>
    public string? Proxies { get; set; }

    internal IEnumerable<string> ProxyList => (Proxies ?? "").Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries);

    internal static IPNetwork? ParseNetwork(string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : null;
}
