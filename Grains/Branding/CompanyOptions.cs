namespace SeeSupport.Branding;

/// <summary>Who consumers deal with. Section <c>SeeSupport:Company</c>.</summary>
public sealed class CompanyOptions
{
    /// <summary>The section these options are bound from.</summary>
    public const string Section = "SeeSupport:Company";

    /// <summary>The company's name on consumer pages and in invites, at most 60 characters. Default: <c>SeeSupport</c>.</summary>
    public string Name { get; set; } = "SeeSupport";

    /// <summary>Where the terms are: an absolute http or https address. Default: none, and consumers read the page <c>/terms</c>.</summary>
    public string? TermsUrl { get; set; }

    /// <summary>Where the privacy notice is: an absolute http or https address. Default: none, and consumers read the page <c>/privacy</c>.</summary>
    public string? PrivacyUrl { get; set; }

    /// <summary>The one accent colour, as <c>#rrggbb</c>. Default: <c>#4051cf</c>.</summary>
    public string Accent { get; set; } = "#4051cf";

    /// <summary>The language of invites where the agent chooses none, and of pages where the browser prefers none of ours: <c>en</c> or <c>es</c>. Default: <c>en</c>.</summary>
    public string Language { get; set; } = "en";
}
