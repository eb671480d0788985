using System.Globalization;
using System.Text.RegularExpressions;

namespace SeeSupport.Channels.Email;

/// <summary>A server's reply (RFC 5321, section 4.2).</summary>
/// <param name="Code">Three digits.</param>
/// <param name="Lines">The text of each line, without code.</param>
internal sealed partial record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    /// <summary>Asked to come back later.</summary>
    public bool IsTransient => Code is >= 400 and < 500;

    /// <summary>Subject and detail of the enhanced status, for example <c>1.1</c> of <c>5.1.1</c> (RFC 3463); null where there is none.</summary>
    public string? Enhanced => Lines.Count > 0 && EnhancedPattern.Match(Lines[^1]) is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>Reads one line: its code, whether more lines follow, and its text. Null when it is no line of a reply.</summary>
    public static (int Code, bool More, string Text)? Line(string line) =>
        LinePattern.Match(line) is { Success: true } match
            ? (int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), match.Groups[2].Value == "-", match.Groups[3].Value)
            : null;

    /// <summary>The code and the enhanced status, which say nothing of the address.</summary>
    public override string ToString() => Enhanced is { } enhanced ? $"{Code} {Code / 100}.{enhanced}" : $"{Code}";

    [GeneratedRegex(@"\A[245]\.(\d{1,3}\.\d{1,3})\b")]
    private static partial Regex EnhancedPattern { get; }

    [GeneratedRegex(@"\A([2-5]\d\d)(?:([ -])(.*))?\z")]
    private static partial Regex LinePattern { get; }
}
