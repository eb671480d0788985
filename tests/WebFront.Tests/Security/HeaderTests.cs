using System.Net;
using SeeSupport.WebFront.Running;

namespace SeeSupport.WebFront.Security;

public sealed class HeaderTests(SharedProduct shared)
{
    [Theory]
    [InlineData("/", false)]
    [InlineData("/signin", false)]
    [InlineData("/outbox", false)]
    [InlineData("/guide/android", false)]
    [InlineData("/guide/ios", false)]
    [InlineData("/connect", true)]
    [InlineData("/j", true)]
    [InlineData("/app/connect.js", false)]
    [InlineData("/look/brand.css", false)]
    [InlineData("/health/live", false)]
    [InlineData("/nothing", false)]
    public async Task EveryAnswerCarriesThem(string path, bool camera)
    {
        using var http = shared.Product.Http();
        http.DefaultRequestHeaders.Add("Cookie", await shared.Product.Cookie());
        using var answer = await http.GetAsync(path);
        var policy = One(answer, "Content-Security-Policy");
        Assert.Contains("default-src 'none'", policy);
        Assert.Contains("script-src 'self';", policy);
        Assert.Contains("style-src 'self';", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.DoesNotContain("unsafe", policy);
        Assert.Contains($"ws://{shared.Product.Address.Authority};", policy);
        Assert.StartsWith(camera ? "camera=(self)" : "camera=()", One(answer, "Permissions-Policy"));
        Assert.Equal("nosniff", One(answer, "X-Content-Type-Options"));
        Assert.Equal("no-referrer", One(answer, "Referrer-Policy"));
        Assert.False(answer.Headers.Contains("Server"));
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
    }

    [Theory]
    [InlineData("/", true)]
    [InlineData("/connect", true)]
    [InlineData("/outbox", false)]
    [InlineData("/signin", false)]
    public async Task TheMicrophoneIsForThoseWhoTalk(string path, bool microphone)
    {
        using var http = shared.Product.Http();
        http.DefaultRequestHeaders.Add("Cookie", await shared.Product.Cookie());
        using var answer = await http.GetAsync(path);
        Assert.Contains(microphone ? " microphone=(self)" : " microphone=()", One(answer, "Permissions-Policy"));
    }

    [Theory]
    [InlineData("/signin")]
    [InlineData("/connect")]
    [InlineData("/j")]
    [InlineData("/guide/android")]
    [InlineData("/guide/ios")]
    [InlineData("/")]
    public async Task NoPageHasCodeOrStyleOfItsOwn(string path)
    {
        using var http = shared.Product.Http();
        if (path != "/signin")
            http.DefaultRequestHeaders.Add("Cookie", await shared.Product.Cookie());
        var page = await http.GetStringAsync(path);
        Assert.DoesNotMatch("<script(?![^>]*\\ssrc=)[^>]*>", page);
        Assert.DoesNotMatch("<style", page);
        Assert.DoesNotMatch("\\s(style|on[a-z]+)=\"", page);
    }

    [Fact]
    public async Task BrowsersAreToldToStayWithHttps_WhenTheyCameByIt()
    {
        await using var product = await Product.Start(("SeeSupport:Proxies", "127.0.0.1"), ("AllowedHosts", "*"));
        using var http = product.Http();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/connect") { Headers = { Host = "support.example.com" } };
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-For", "192.0.2.7");
        using var answer = await http.SendAsync(request);
        Assert.Contains("max-age=31536000", One(answer, "Strict-Transport-Security"));
        Assert.Contains("wss://support.example.com", One(answer, "Content-Security-Policy"));
    }

    [Fact]
    public async Task AnotherNameIsNotAnswered()
    {
        using var http = shared.Product.Http();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/signin") { Headers = { Host = "rebound.example" } };
        Assert.Equal(HttpStatusCode.BadRequest, (await http.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task CookiesAreForThisSiteAlone()
    {
        using var http = shared.Product.Http();
        using var page = await http.GetAsync("/signin");
        var cookie = Assert.Single(page.Headers.GetValues("Set-Cookie")).ToLowerInvariant();
        Assert.Contains("httponly", cookie);
        Assert.Contains("samesite=strict", cookie);
    }

    private static string One(HttpResponseMessage answer, string header) => Assert.Single(answer.Headers.GetValues(header));
}
