using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace SeeSupport.Channels.Turn;

/// <summary>The address of a TURN server (RFC 7065).</summary>
/// <param name="Text">As it is written.</param>
/// <param name="Host">A name or an address, without brackets.</param>
/// <param name="Port">3478 unless written, 5349 for tls.</param>
/// <param name="Transport"><c>udp</c>, <c>tcp</c> or <c>tls</c>.</param>
internal sealed partial record TurnUrl(string Text, string Host, int Port, string Transport)
{
    public static bool TryParse(string text, [NotNullWhen(true)] out TurnUrl? url)
    {
        url = null;
        var match = TurnPattern.Match(text);
        if (!match.Success)
        {
            return false;
        }

        // TLS over UDP, which is DTLS, is in the RFC but in no browser.
        var secure = match.Groups["scheme"].Value == "turns";
        var transport = (secure, match.Groups["transport"].Value) switch
        {
            (true, "" or "tcp") => "tls",
            (false, "" or "udp") => "udp",
            (false, "tcp") => "tcp",
            _ => null,
        };
        var port = match.Groups["port"] is { Success: true } written ? int.Parse(written.Value, CultureInfo.InvariantCulture) : secure ? 5349 : 3478;
        url = transport is not null && port is > 0 and <= 65535 ? new(text, match.Groups["host"].Value.Trim('[', ']'), port, transport) : null;
        return url is not null;
    }

    /// <summary>Whether this is the address of a STUN server (RFC 7064).</summary>
    public static bool IsStun(string text) => StunPattern.IsMatch(text);

    [GeneratedRegex(@"\A(?<scheme>turns?):(?<host>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+)(:(?<port>\d{1,5}))?(\?transport=(?<transport>[a-z]+))?\z")]
    private static partial Regex TurnPattern { get; }

    [GeneratedRegex(@"\Astuns?:(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+)(:\d{1,5})?\z")]
    private static partial Regex StunPattern { get; }
}
