using System.Text;
using System.Text.RegularExpressions;

namespace SeeSupport.FarAway.Smtp;

/// <summary>A mail as it lies in the mailbox, decoded.</summary>
public sealed partial record Mail
{
    /// <summary>Where bounces go (MAIL FROM).</summary>
    public required string EnvelopeFrom { get; init; }

    /// <summary>To whom it goes (RCPT TO).</summary>
    public required string EnvelopeTo { get; init; }

    /// <summary>Whether it came over an encrypted connection.</summary>
    public required bool Encrypted { get; init; }

    /// <summary>Who signed in to send it; null for nobody.</summary>
    public required string? User { get; init; }

    /// <summary>All of it, as it was sent; one character for each byte.</summary>
    public required string Raw { get; init; }

    /// <summary>Headers by name, letter case ignored, unfolded and decoded.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The plain text; null when there is none.</summary>
    public required string? Text { get; init; }

    /// <summary>The HTML; null when there is none.</summary>
    public required string? Html { get; init; }

    /// <summary>The subject.</summary>
    public string Subject => Headers.GetValueOrDefault("Subject", "");

    /// <summary>The first address in the text; null when there is none.</summary>
    public Uri? Link => LinkPattern.Match(Text ?? "") is { Success: true } match ? new Uri(match.Value) : null;

    internal static Mail Parse(string from, string to, bool encrypted, string? user, byte[] content)
    {
        var raw = Encoding.Latin1.GetString(content);
        var root = MimePart.Parse(raw);
        return new()
        {
            EnvelopeFrom = from,
            EnvelopeTo = to,
            Encrypted = encrypted,
            User = user,
            Raw = raw,
            Headers = root.Headers,
            Text = root.Find("text/plain"),
            Html = root.Find("text/html"),
        };
    }

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex LinkPattern { get; }
}
