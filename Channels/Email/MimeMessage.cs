using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SeeSupport.Channels.Email;

/// <summary>Writes an e-mail with a plain and an HTML part (RFC 5322, RFC 2046 <c>multipart/alternative</c>) in plain ASCII, which every server takes.</summary>
internal static class MimeMessage
{
    // RFC 2045, section 6.7: the longest line of quoted-printable.
    private const int LongestLine = 76;

    public static byte[] Write(MailContent content, Mailbox from, string to, string messageId, DateTimeOffset at)
    {
        var boundary = $"=_{RandomNumberGenerator.GetHexString(32, lowercase: true)}";
        string[] lines =
        [
            $"Date: {at.ToUniversalTime().ToString("ddd, dd MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture)} +0000",
            $"From: {Phrase(from.Name)} <{from.Address}>",
            $"To: <{to}>",
            $"Subject: {(IsPlain(content.Subject) ? content.Subject : Words(content.Subject))}",
            $"Message-Id: {messageId}",

            // RFC 3834: no vacation answer may come back. Exchange listens to a header of its own.
            "Auto-Submitted: auto-generated",
            "X-Auto-Response-Suppress: All",
            "MIME-Version: 1.0",
            $"Content-Type: multipart/alternative; boundary=\"{boundary}\"",
            "",
            .. Part("plain", content.Text),
            .. Part("html", content.Html),
            $"--{boundary}--",
            "",
        ];
        return Encoding.ASCII.GetBytes(string.Join("\r\n", lines));

        string[] Part(string type, string text) =>
            [$"--{boundary}", $"Content-Type: text/{type}; charset=utf-8", "Content-Transfer-Encoding: quoted-printable", "", QuotedPrintable(text)];
    }

    private static string Phrase(string name) =>
        !IsPlain(name) ? Words(name)
        : name.All(character => char.IsAsciiLetterOrDigit(character) || character == ' ') ? name
        : $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static bool IsPlain(string text) =>
        text.Length <= 60 && text.All(character => character is >= ' ' and <= '~') && !text.Contains("=?", StringComparison.Ordinal);

    /// <summary>A text as encoded words (RFC 2047), each within its 75 characters and never through the middle of a letter.</summary>
    private static string Words(string text)
    {
        List<string> words = [];
        var bytes = new List<byte>();
        foreach (var rune in text.EnumerateRunes())
        {
            if (bytes.Count + rune.Utf8SequenceLength > 45)
            {
                Flush();
            }

            bytes.AddRange(Encoding.UTF8.GetBytes(rune.ToString()));
        }

        Flush();
        return string.Join("\r\n ", words);

        void Flush()
        {
            words.Add($"=?utf-8?B?{Convert.ToBase64String([.. bytes])}?=");
            bytes.Clear();
        }
    }

    private static string QuotedPrintable(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n').SelectMany(Quoted);
        return string.Join("\r\n", lines);
    }

    /// <summary>One line as one or more encoded ones.</summary>
    private static IEnumerable<string> Quoted(string line)
    {
        var encoded = new StringBuilder(LongestLine);
        var bytes = Encoding.UTF8.GetBytes(line);
        for (var i = 0; i < bytes.Length; i++)
        {
            var plain = bytes[i] is >= (byte)' ' and <= (byte)'~' and not (byte)'=' && !(bytes[i] == ' ' && i == bytes.Length - 1);
            var piece = plain ? ((char)bytes[i]).ToString() : $"={bytes[i]:X2}";
            if (encoded.Length + piece.Length > LongestLine - 1)
            {
                yield return $"{encoded}=";
                encoded.Clear();
            }

            encoded.Append(piece);
        }

        yield return encoded.ToString();
    }
}
