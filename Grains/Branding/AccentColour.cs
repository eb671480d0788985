using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace SeeSupport.Branding;

/// <summary>
/// A company's colour and what goes with it at a readable contrast. Contrast is that of WCAG 2.2, section "contrast ratio":
/// <c>(L1 + 0.05) / (L2 + 0.05)</c> with relative luminance L over linear sRGB.
/// </summary>
public sealed record AccentColour
{
    private const double Readable = 4.5;
    private static readonly (int R, int G, int B) White = (255, 255, 255);
    private static readonly (int R, int G, int B) Black = (0, 0, 0);
    private static readonly (int R, int G, int B) LightGround = (244, 245, 248);
    private static readonly (int R, int G, int B) DarkGround = (34, 38, 46);

    private readonly (int R, int G, int B) _fill;

    private AccentColour((int R, int G, int B) fill) => _fill = fill;

    /// <summary>The colour itself, for filled buttons, as <c>#rrggbb</c>.</summary>
    public string Fill => Hex(_fill);

    /// <summary>White or black, whichever reads better on <see cref="Fill"/>: at least 4.5 to 1.</summary>
    public string OnFill => Hex(Contrast(_fill, White) >= Contrast(_fill, Black) ? White : Black);

    /// <summary>The colour for text on a light ground, darkened as far as needed.</summary>
    public string InkOnLight => Hex(Readably(LightGround, Black));

    /// <summary>The colour for text on a dark ground, lightened as far as needed.</summary>
    public string InkOnDark => Hex(Readably(DarkGround, White));

    /// <summary>Reads <c>#rrggbb</c>.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out AccentColour? colour)
    {
        colour = text is ['#', _, _, _, _, _, _]
            && int.TryParse(text.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var rgb)
                ? new((rgb >> 16, (rgb >> 8) & 255, rgb & 255))
                : null;
        return colour is not null;
    }

    /// <summary>Reads <c>#rrggbb</c>, or throws <see cref="FormatException"/>.</summary>
    public static AccentColour Parse(string text) =>
        TryParse(text, out var colour) ? colour : throw new FormatException($"\"{text}\" is not a colour like #4051cf.");

    private (int R, int G, int B) Readably((int R, int G, int B) ground, (int R, int G, int B) towards)
    {
        for (var share = 0; share < 100; share += 4)
        {
            var mixed = (Mix(_fill.R, towards.R), Mix(_fill.G, towards.G), Mix(_fill.B, towards.B));
            if (Contrast(mixed, ground) >= Readable)
            {
                return mixed;
            }

            int Mix(int from, int to) => ((from * (100 - share)) + (to * share)) / 100;
        }

        return towards;
    }

    private static double Contrast((int R, int G, int B) a, (int R, int G, int B) b)
    {
        var (first, second) = (Luminance(a), Luminance(b));
        return (Math.Max(first, second) + 0.05) / (Math.Min(first, second) + 0.05);
    }

    private static double Luminance((int R, int G, int B) colour) =>
        (0.2126 * Linear(colour.R)) + (0.7152 * Linear(colour.G)) + (0.0722 * Linear(colour.B));

    private static double Linear(int channel) =>
        channel / 255.0 is var value && value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);

    private static string Hex((int R, int G, int B) colour) => $"#{colour.R:x2}{colour.G:x2}{colour.B:x2}";
}
