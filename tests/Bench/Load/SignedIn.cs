using System.Net;
using System.Text.RegularExpressions;

namespace SeeSupport.Bench.Load;

/// <summary>An agent who has signed in, as a browser keeps it: in cookies.</summary>
internal sealed partial class SignedIn
{
    private SignedIn(IReadOnlyList<Cookie> cookies) => Cookies = cookies;

    /// <summary>The cookies.</summary>
    public IReadOnlyList<Cookie> Cookies { get; }

    /// <summary>The cookies in a request's header.</summary>
    public string Header => string.Join("; ", Cookies.Select(cookie => $"{cookie.Name}={cookie.Value}"));

    /// <summary>Fills in the form on the page that a stranger is led to.</summary>
    public static async Task<SignedIn> As(string username, string password, Uri address)
    {
        var cookies = new CookieContainer();
        using var http = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, UseProxy = false });
        using var page = await http.GetAsync(address);
        var html = await page.Content.ReadAsStringAsync();
        var fields = Input().Matches(html)
            .Select(input => (Name: Name().Match(input.Value).Groups[1].Value, Value: Value().Match(input.Value).Groups[1].Value))
            .Where(field => field.Name != "")
            .Select(field => KeyValuePair.Create(field.Name, field.Name switch
            {
                _ when field.Name.EndsWith("Username", StringComparison.Ordinal) => username,
                _ when field.Name.EndsWith("Password", StringComparison.Ordinal) => password,
                _ => WebUtility.HtmlDecode(field.Value),
            }));
        using var answer = await http.PostAsync(page.RequestMessage!.RequestUri, new FormUrlEncodedContent(fields.DistinctBy(field => field.Key)));
        var kept = cookies.GetAllCookies();
        return answer.IsSuccessStatusCode && answer.RequestMessage!.RequestUri != page.RequestMessage.RequestUri
            ? new([.. kept.Cast<Cookie>()])
            : throw new InvalidOperationException($"Nobody could sign in at {page.RequestMessage.RequestUri}: {answer.StatusCode}.");
    }

    [GeneratedRegex("<input[^>]*>")]
    private static partial Regex Input();

    [GeneratedRegex("name=\"([^\"]*)\"")]
    private static partial Regex Name();

    [GeneratedRegex("value=\"([^\"]*)\"")]
    private static partial Regex Value();
}
