namespace SeeSupport.Languages;

/// <summary>A language that pages and invites are written in.</summary>
public sealed record Language
{
    /// <summary>English: what everything is written in first.</summary>
    public static readonly Language English = new("en", "English");

    /// <summary>Spanish.</summary>
    public static readonly Language Spanish = new("es", "Español");

    private Language(string tag, string name, bool rightToLeft = false) => (Tag, Name, Direction) = (tag, name, rightToLeft ? "rtl" : "ltr");

    /// <summary>All of them, in the order of a list to choose from.</summary>
    public static IReadOnlyList<Language> All { get; } = [English, Spanish];

    /// <summary>Its primary language subtag (RFC 5646), for example <c>es</c>.</summary>
    public string Tag { get; }

    /// <summary>What those who speak it call it.</summary>
    public string Name { get; }

    /// <summary>The value of HTML's <c>dir</c>: <c>ltr</c> or <c>rtl</c>.</summary>
    public string Direction { get; }

    /// <summary>The language of a tag such as <c>es</c> or <c>es-MX</c>; null when nothing is written in it.</summary>
    public static Language? Find(string? tag) =>
        tag is null ? null : All.FirstOrDefault(language => tag.Split('-', 2)[0].Equals(language.Tag, StringComparison.OrdinalIgnoreCase));
}
