using System.Buffers;
using System.Globalization;
using System.Text;

namespace SeeSupport.Channels.Twilio;

/// <summary>The alphabet of text messages (3GPP TS 23.038, default alphabet and its extension table) and what a text costs in it.</summary>
internal static class Gsm7
{
    private const string Basic =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    private const string Extension = "\f^{}\\[~]|€";
    private static readonly SearchValues<char> All = SearchValues.Create(Basic + Extension);

    /// <summary>Whether every character is in the alphabet; one that is not makes the whole text twice as large.</summary>
    public static bool Fits(string text) => !text.AsSpan().ContainsAnyExcept(All);

    /// <summary>The text with each character that is not in the alphabet replaced by its nearest kin, or left out where it has none.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (All.Contains(character))
            {
                folded.Append(character);
                continue;
            }

            var kin = Kin(character) ?? Unmarked(character);
            folded.Append(Fits(kin) ? kin : "");
        }

        return string.Join(' ', folded.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>
    /// How many segments are charged: one up to 160 septets, then one for each 153, because a header takes the place of seven (TS 23.040, section
    /// 9.2.3.24.1); 70 and 67 units of UCS-2 for a text outside of the alphabet. What takes two units is never divided between segments.
    /// </summary>
    public static int Segments(string text)
    {
        var plain = Fits(text);
        var (single, several) = plain ? (160, 153) : (70, 67);
        int units = 0, segments = 1, filled = 0;
        for (var at = 0; at < text.Length; at++)
        {
            var pair = !plain && char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]);
            var size = pair || (plain && Extension.Contains(text[at])) ? 2 : 1;
            if (pair)
                at++;
            units += size;
            if (filled + size > several)
                (segments, filled) = (segments + 1, 0);
            filled += size;
        }

        return units <= single ? 1 : segments;
    }

    private static string? Kin(char character) => character switch
    {
        '‘' or '’' or '‚' or '′' or '`' => "'",
        '“' or '”' or '„' or '«' or '»' => "\"",
        '‐' or '‑' or '–' or '—' or '−' => "-",
        '…' => "...",
        '\t' or '\u00a0' or '\u202f' => " ",
        'ł' => "l",
        'Ł' => "L",
        'đ' or 'ð' => "d",
        'Đ' or 'Ð' => "D",
        'ı' => "i",
        'œ' => "oe",
        'Œ' => "OE",
        'þ' => "th",
        'Þ' => "Th",
        _ => null,
    };

    private static string Unmarked(char character) => char.IsSurrogate(character) ? "\0" : string.Concat(
        character.ToString().Normalize(NormalizationForm.FormD).Where(part => CharUnicodeInfo.GetUnicodeCategory(part) != UnicodeCategory.NonSpacingMark));
}
