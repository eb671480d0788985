namespace SeeSupport.Channels.PhoneNumbers;

/// <summary>Which phone numbers invites may go to. Section <c>SeeSupport:Invites</c>.</summary>
public sealed class PhoneNumberOptions
{
    /// <summary>The section these options are bound from.</summary>
    public const string Section = "SeeSupport:Invites";

    /// <summary>
    /// The country of numbers that are written without one, as its two letters of ISO 3166, for example <c>US</c>.
    /// Default: none, and every number needs its country.
    /// </summary>
    public string? DefaultCountry { get; set; }

    /// <summary>
    /// The countries that invites may go to, as their two letters of ISO 3166, or <c>*</c> for all that are known here.
    /// Each one opens a way to earn by making others send texts, so the list is short. Default (when empty): US, CA, GB, IE, AU, NZ,
    /// AT, BE, CH, DE, DK, ES, FI, FR, IT, LU, NL, NO, PT, SE.
    /// </summary>
    public string[] Countries { get; set; } = [];

    internal static IReadOnlyList<string> DefaultCountries { get; } =
        ["US", "CA", "GB", "IE", "AU", "NZ", "AT", "BE", "CH", "DE", "DK", "ES", "FI", "FR", "IT", "LU", "NL", "NO", "PT", "SE"];

    internal bool Allows(Country country) =>
        Countries.Length == 0 ? DefaultCountries.Contains(country.Code)
        : Countries.Any(code => code == "*" || code.Equals(country.Code, StringComparison.OrdinalIgnoreCase));
}
