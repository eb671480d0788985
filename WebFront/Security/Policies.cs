using System.Security.Claims;

namespace SeeSupport.WebFront.Security;

/// <summary>Names of what accounts may be allowed to do.</summary>
internal static class Policies
{
    /// <summary>Run sessions: use the console and its hub.</summary>
    public const string RunSessions = "run-sessions";

    /// <summary>Set the product up.</summary>
    public const string Administrate = "administrate";

    /// <summary>See how the installation is: its figures.</summary>
    public const string Operate = "operate";

    /// <summary>The account's name as people read it.</summary>
    public static string DisplayName(this ClaimsPrincipal account) =>
        account.FindFirstValue(ClaimTypes.GivenName) ?? account.Identity?.Name ?? "";
}
