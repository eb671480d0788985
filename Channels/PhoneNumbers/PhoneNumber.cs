using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace SeeSupport.Channels.PhoneNumbers;

/// <summary>Reads phone numbers as people write and paste them.</summary>
internal static partial class PhoneNumber
{
    private static readonly Problem Premium = new(
        "invite-number-premium", "This is a service number, not a phone in somebody's hand. Ask for a mobile number.");

    /// <summary>
    /// The number in E.164 form (ITU-T E.164: plus sign, country code, at most 15 digits). Takes spaces, dashes, dots, slashes,
    /// parentheses, <c>(0)</c>, a <c>tel:</c> scheme (RFC 3966), 00 or the home country's own prefix for the plus sign, digits of any script, and the
    /// marks of direction that address books add.
    /// Throws <see cref="SeeSupportException"/> with <c>invite-number-malformed</c>, <c>invite-country-closed</c> or <c>invite-number-premium</c>.
    /// </summary>
    public static string Normalize(string written, PhoneNumberOptions options)
    {
        var digits = International(Digits(written), options.DefaultCountry is { Length: > 0 } home ? Country.Of(home) : null);
        if (digits is not [>= '1' and <= '9', ..] || digits.Length is < 8 or > 15)
        {
            throw new SeeSupportException(Problems.InviteNumberMalformed);
        }

        var country = Country.OfNumber(digits);
        return country is null ? throw new SeeSupportException(Problems.InviteCountryClosed)
            : !options.Allows(country) ? throw new SeeSupportException(Problems.InviteCountryClosed)
            : ServicePattern.IsMatch(digits) ? throw new SeeSupportException(Premium)
            : !HasPlan(digits, country) ? throw new SeeSupportException(Problems.InviteNumberMalformed)
            : $"+{digits}";
    }

    /// <summary>Digits alone, after a plus sign where there is one. Anything that no number holds makes it malformed.</summary>
    private static string Digits(string written)
    {
        var text = TelPattern.Replace(written.Trim(), "");
        if (text.Length > 64)
        {
            throw new SeeSupportException(Problems.InviteNumberMalformed);
        }

        var digits = new StringBuilder();
        foreach (var character in AbroadZeroPattern.Replace(text, "$1"))
        {
            if (CharUnicodeInfo.GetDecimalDigitValue(character) is >= 0 and var value)
            {
                digits.Append(value);
            }
            else if (character is '+' or '＋' && digits.Length == 0)
            {
                digits.Append('+');
            }
            else if (!IsSeparator(character))
            {
                throw new SeeSupportException(Problems.InviteNumberMalformed);
            }
        }

        return digits.ToString();
    }

    private static bool IsSeparator(char character) =>
        character is '-' or '.' or '/' or '(' or ')'
        || char.GetUnicodeCategory(character) is UnicodeCategory.SpaceSeparator or UnicodeCategory.DashPunctuation or UnicodeCategory.Format;

    private static string International(string digits, Country? home)
    {
        if (digits is ['+', ..])
        {
            return digits[1..];
        }

        var prefix = home?.International ?? "00";
        if (digits.StartsWith(prefix, StringComparison.Ordinal))
        {
            return digits[prefix.Length..];
        }

        if (digits.StartsWith("00", StringComparison.Ordinal))
        {
            return digits[2..];
        }

        if (home is null)
        {
            throw new SeeSupportException(Problems.InviteNumberMalformed);
        }

        return home.CallingCode + (home.Trunk.Length > 0 && digits.StartsWith(home.Trunk, StringComparison.Ordinal) ? digits[home.Trunk.Length..] : digits);
    }

    /// <summary>
    /// Where a country's plan is simple enough to tell a wrong number here: North America's has ten digits, neither part of which
    /// begins with 0 or 1; some others have one length.
    /// </summary>
    private static bool HasPlan(string digits, Country country) => (country.CallingCode, digits.Length - country.CallingCode.Length) switch
    {
        ("1", _) => NorthAmericaPattern.IsMatch(digits),
        ("31" or "33" or "34" or "41" or "61" or "351", var length) => length == 9,
        ("44", var length) => length is 9 or 10,
        ("45" or "47", var length) => length == 8,
        ("32", var length) => length is 8 or 9,
        _ => true,
    };

    [GeneratedRegex("^tel:", RegexOptions.IgnoreCase)]
    private static partial Regex TelPattern { get; }

    // +44 (0)20 …: the zero is for callers at home only.
    [GeneratedRegex(@"^(\s*(?:\+|00)[\d\s.-]*)\(\s*0\s*\)")]
    private static partial Regex AbroadZeroPattern { get; }

    [GeneratedRegex(@"^1[2-9]\d\d[2-9]\d{6}$")]
    private static partial Regex NorthAmericaPattern { get; }

    /// <summary>
    /// Premium, shared-cost, free-call and personal numbers, where a national plan keeps them under beginnings of their own:
    /// in North America 900 and the toll-free codes, in the UK 070, 076 (but for Man's mobiles), 08 and 09, and their like elsewhere.
    /// </summary>
    [GeneratedRegex(
        """
        ^(1(900|800|822|833|844|855|866|877|888)
        |31(80|8[47]|90)
        |32(70|78|800|90)
        |33(8)
        |34(70|80|90)
        |351(30|60|70|76|80|88)
        |352(800|801|900|901|905)
        |358(10|20|29|30|39|600|606|70|71|73|75|800)
        |39(1|8)
        |41(80|84|90)
        |43(80|81|82|89|9)
        |44(70|76(?!24)|8|9)
        |45(80|90)
        |46(20|77|900|939|944|99)
        |47(8[0-3])
        |49(137|18|19|700|800|900)
        |61(1)
        |64(80|90))
        """,
        RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex ServicePattern { get; }
}
