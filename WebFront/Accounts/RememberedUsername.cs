namespace SeeSupport.WebFront.Accounts;

/// <summary>The username that somebody asked this browser to remember: a name, no right of any kind.</summary>
internal static class RememberedUsername
{
    private const string Cookie = "seesupport.username";
    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    public static string? Read(HttpRequest request) => request.Cookies[Cookie];

    public static void Keep(HttpResponse response, string username) =>
        response.Cookies.Append(Cookie, username, Options(response, Kept));

    public static void Forget(HttpResponse response) => response.Cookies.Delete(Cookie, Options(response, maxAge: null));

    private static CookieOptions Options(HttpResponse response, TimeSpan? maxAge) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        MaxAge = maxAge,
        Path = AccountsFeatures.SignInPath,
        SameSite = SameSiteMode.Lax,
        Secure = response.HttpContext.Request.IsHttps,
    };
}
