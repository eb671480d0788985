using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace SeeSupport.FarAway.Smtp;

/// <summary>One part of a mail (RFC 2045, RFC 2046), with headers decoded by RFC 2047.</summary>
internal sealed partial record MimePart(IReadOnlyDictionary<string, string> Headers, string Content)
{
    private string Type => Headers.GetValueOrDefault("Content-Type", "text/plain");

    public static MimePart Parse(string raw)
    {
        var end = raw.StartsWith("\r\n", StringComparison.Ordinal) ? 0 : raw.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 2;
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in FoldPattern.Replace(raw[..end], "").Split("\r\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = line.IndexOf(':');
            headers[line[..colon]] = Words(line[(colon + 1)..].Trim());
        }

        return new(headers, raw[(end + 2)..]);
    }

    /// <summary>The decoded text of the first part of this type, looked for in all parts of parts.</summary>
    public string? Find(string type)
    {
        if (Parameter("boundary") is { } boundary)
        {
            return $"\r\n{Content}".Split($"\r\n--{boundary}")[1..^1]
                .Select(part => Parse(part[2..]).Find(type))
                .FirstOrDefault(text => text is not null);
        }

        return Type.StartsWith(type, StringComparison.OrdinalIgnoreCase) ? Decoded() : null;
    }

    private string Decoded()
    {
        var bytes = Headers.GetValueOrDefault("Content-Transfer-Encoding", "7bit").ToLowerInvariant() switch
        {
            "base64" => Convert.FromBase64String(Content),
            "quoted-printable" => Quoted(Content.Replace("=\r\n", "", StringComparison.Ordinal)),
            _ => Encoding.Latin1.GetBytes(Content),
        };
        return Encoding.GetEncoding(Parameter("charset") ?? "us-ascii").GetString(bytes);
    }

    private string? Parameter(string name) =>
        Regex.Match(Type, $@";\s*{name}=""?([^"";]+)""?", RegexOptions.IgnoreCase) is { Success: true } match ? match.Groups[1].Value : null;

    private static string Words(string text) => WordPattern.Replace(
        BetweenWordsPattern.Replace(text, "?="),
        match =>
        {
            var bytes = match.Groups["way"].Value is "B" or "b"
                ? Convert.FromBase64String(match.Groups["text"].Value)
                : Quoted(match.Groups["text"].Value.Replace('_', ' '));
            return Encoding.GetEncoding(match.Groups["charset"].Value).GetString(bytes);
        });

    private static byte[] Quoted(string text)
    {
        List<byte> bytes = [];
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '=')
            {
                bytes.Add((byte)text[i]);
                continue;
            }

            bytes.Add(byte.Parse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
            i += 2;
        }

        return [.. bytes];
    }

    [GeneratedRegex(@"\r\n(?=[ \t])")]
    private static partial Regex FoldPattern { get; }

    [GeneratedRegex(@"\?=\s+(?==\?)")]
    private static partial Regex BetweenWordsPattern { get; }

    [GeneratedRegex(@"=\?(?<charset>[^?]+)\?(?<way>[QqBb])\?(?<text>[^?]*)\?=")]
    private static partial Regex WordPattern { get; }
}
