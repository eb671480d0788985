using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace SeeSupport.Channels.Email;

/// <summary>Reads e-mail addresses as people write and paste them.</summary>
internal static partial class EmailAddress
{
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <summary>
    /// The address as mail servers take it: trimmed, without <c>mailto:</c> or the name around it, the domain in its ASCII form (RFC 5891).
    /// Throws <see cref="SeeSupportException"/> with <c>invite-address-malformed</c>.
    /// </summary>
    public static string Normalize(string written, bool allowLocalDomains) =>
        TryNormalize(written, allowLocalDomains, out var address) ? address : throw new SeeSupportException(Problems.InviteAddressMalformed);

    public static bool TryNormalize(string written, bool allowLocalDomains, [NotNullWhen(true)] out string? address)
    {
        address = null;
        var text = MailtoPattern.Replace(written.Trim(), "");
        if (NamedPattern.Match(text) is { Success: true } named)
        {
            text = named.Groups[1].Value;
        }

        var at = text.LastIndexOf('@');
        if (at < 1 || text.Length > 320 || !LocalPattern.IsMatch(text[..at]) || Domain(text[(at + 1)..], allowLocalDomains) is not { } domain)
        {
            return false;
        }

        // RFC 5321, section 4.5.3.1.3: a path has 256 characters, two of which are the brackets.
        var whole = $"{text[..at]}@{domain}";
        address = whole.Length <= 254 ? whole : null;
        return address is not null;
    }

    private static string? Domain(string written, bool allowLocalDomains)
    {
        try
        {
            var domain = Idn.GetAscii(written.TrimEnd('.')).ToLowerInvariant();
            var dotted = domain.Contains('.', StringComparison.Ordinal) && !LastPartIsNumber.IsMatch(domain);
            return dotted || (allowLocalDomains && !domain.Contains('.', StringComparison.Ordinal)) ? domain : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    // What stands in no local part that is not quoted (RFC 5322, section 3.2.3, atext and the dot). Quoted ones nobody has.
    [GeneratedRegex(@"\A[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}\z")]
    private static partial Regex LocalPattern { get; }

    [GeneratedRegex(@"\Amailto:|(?<=\Amailto:[^?]*)\?.*\z", RegexOptions.IgnoreCase)]
    private static partial Regex MailtoPattern { get; }

    [GeneratedRegex(@"\A[^<>\r\n]*<([^<>\s]+)>\z")]
    private static partial Regex NamedPattern { get; }

    [GeneratedRegex(@"\.\d+\z")]
    private static partial Regex LastPartIsNumber { get; }
}
