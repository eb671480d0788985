namespace SeeSupport.Privacy;

/// <summary>Addresses as logs and traces may show them: enough to recognize one that is known, not enough to learn one.</summary>
public static class Masked
{
    private const string Dots = "•••••";

    /// <summary>A number in E.164 form with its country's first digit and its last four: <c>+1•••••0123</c>. A short one loses its end too.</summary>
    public static string Number(string? number) => number switch
    {
        null or "" => "",
        { Length: >= 9 } => $"{number[..2]}{Dots}{number[^4..]}",
        _ => Dots,
    };

    /// <summary>An e-mail address with its first character and its domain: <c>a•••@example.com</c>.</summary>
    public static string Email(string? address)
    {
        var at = address?.LastIndexOf('@') ?? -1;
        return at switch
        {
            > 0 => $"{address![..1]}•••{address[at..]}",
            _ => string.IsNullOrEmpty(address) ? "" : Dots,
        };
    }
}
