using System.Text.RegularExpressions;

namespace SeeSupport.WebFront.Pages;

public sealed partial class PublicPagesTests(SharedProduct shared) : IClassFixture<SharedProduct>
{
    [Theory]
    [InlineData("/guide/android")]
    [InlineData("/guide/ios")]
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

    private static int Count(string page, string part) => page.Split(part).Length - 1;

    [GeneratedRegex("<p(?: [^>]*)?>(.*?)</p>", RegexOptions.Singleline)]
    private static partial Regex Paragraph();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tag();
}
