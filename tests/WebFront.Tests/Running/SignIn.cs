using System.Net;
using System.Text.RegularExpressions;
using SeeSupport.Records.Accounts;

namespace SeeSupport.WebFront.Running;

/// <summary>Signs in as a person does: opens the page, fills in the form.</summary>
internal static partial class SignIn
{
    /// <summary>The cookies as a request's header.</summary>
    public static Task<string> As(FirstAccount account, Uri address) => As(account.Username, account.Password, address);

    /// <inheritdoc cref="As(FirstAccount, Uri)"/>
    public static async Task<string> As(string username, string password, Uri address)
    {
        var cookies = new CookieContainer();
        using var http = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, UseProxy = false, AllowAutoRedirect = false }) { BaseAddress = address };
        var token = Token().Match(await http.GetStringAsync("/signin")).Groups[1].Value;
        using var answer = await http.PostAsync("/signin", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["Username"] = username,
            ["Password"] = password,
            ["__RequestVerificationToken"] = token,
        }));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return cookies.GetCookieHeader(address);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
