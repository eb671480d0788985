using System.Text.RegularExpressions;

namespace SeeSupport.WebFront.Pages;

public sealed partial class PublicPagesTests(SharedProduct shared) : IClassFixture<SharedProduct>
{
    [Theory]
    [InlineData("/guide/android")]
    [InlineData("/guide/ios")]
    [InlineData("/guide/ios?lang=es")]
    [InlineData("/guide/android?lang=es")]
    public async Task GuidesNeedNoAccount_AndDrawEachStep(string address)
    {
        var page = await shared.Read(address);

        Assert.Contains("support.example.com<wbr>/connect", page);
        Assert.Equal(Count(page, "<li>"), Count(page, "<svg class=\"picture\""));
        Assert.Equal(8, Count(page, "<li>"));
    }

    [Theory]
    [InlineData("/guide/android")]
    [InlineData("/guide/ios")]
    [InlineData("/guide/ios?lang=es")]
    [InlineData("/guide/android?lang=es")]
    public async Task GuidesSpeakInSentencesOfAtMostTwelveWords(string address)
    {
        var page = await shared.Read(address);

        var sentences = Paragraph().Matches(page)
            .Select(paragraph => Tag().Replace(paragraph.Groups[1].Value, ""))
            .SelectMany(text => text.Split(['.', '?', ':'], StringSplitOptions.RemoveEmptyEntries));
        Assert.All(sentences, sentence => Assert.InRange(sentence.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length, 0, 12));
    }

    [Fact]
    public async Task WearTheCompanysColour()
    {
        var style = await shared.Read("/look/brand.css");

        Assert.Contains("--brand-fill: #ffd400", style);
        Assert.Contains("--brand-on-fill: #000000", style);
    }

    [Theory]
    [InlineData("theme=dark", "data-theme=\"dark\"")]
    [InlineData("theme=\"><script>", "data-theme=\"\"")]
    public async Task AreShownInTheChosenTheme_FromTheFirstPaint(string cookie, string expected)
    {
        Assert.Contains(expected, await shared.Read("/guide/ios", cookie));
    }

    [Theory]
    [InlineData("es-MX,es;q=0.9,en;q=0.5", "/guide/ios", "es", "Guía de conexión para iOS")]
    [InlineData("fr,en;q=0.5,es;q=0.4", "/guide/ios", "en", "iOS Connection Guide")]
    [InlineData("fr", "/terms", "en", "You decide")]
    [InlineData("en", "/terms?lang=es", "es", "Usted decide")]
    [InlineData("es", "/signin?lang=xx", "es", "Iniciar sesi")]
    public async Task SpeakTheLanguage_ThatTheAddressAsksForOrTheBrowserPrefers(string accepted, string address, string language, string words)
    {
        using var http = shared.Product.Http();
        http.DefaultRequestHeaders.Add("Accept-Language", accepted);

        var page = System.Net.WebUtility.HtmlDecode(await http.GetStringAsync(address, TestContext.Current.CancellationToken));

        Assert.Contains($"<html lang=\"{language}\" dir=\"ltr\"", page);
        Assert.Contains(words, page);
    }

    [Fact]
    public async Task RememberTheLanguage_ThatWasChosen()
    {
        using var http = shared.Product.Http();
        using var chosen = await http.GetAsync("/guide/ios?lang=es", TestContext.Current.CancellationToken);
        var cookie = Assert.Single(chosen.Headers.GetValues("Set-Cookie"), each => each.StartsWith("lang=", StringComparison.Ordinal));

        Assert.Contains("lang=\"es\"", await shared.Read("/privacy", cookie.Split(';')[0]));
    }

    private static int Count(string page, string part) => page.Split(part).Length - 1;

    [GeneratedRegex("<p(?: [^>]*)?>(.*?)</p>", RegexOptions.Singleline)]
    private static partial Regex Paragraph();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tag();
}
