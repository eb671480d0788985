namespace SeeSupport.Branding;

public class AccentColourTests
{
    [Theory]
    [InlineData("#4051cf", "#ffffff")]
    [InlineData("#ffd400", "#000000")]
    [InlineData("#000000", "#ffffff")]
    [InlineData("#FFFFFF", "#000000")]
    public void OnFill_IsWhicheverOfBlackAndWhiteReadsBetter(string fill, string onFill) =>
        Assert.Equal(onFill, AccentColour.Parse(fill).OnFill);

    [Theory]
    [InlineData("#ffff00")]
    [InlineData("#101010")]
    [InlineData("#808080")]
    [InlineData("#4051cf")]
    public void Ink_ReadsOnItsGround(string fill)
    {
        var accent = AccentColour.Parse(fill);

        Assert.True(Contrast(accent.InkOnLight, "#f4f5f8") >= 4.5);
        Assert.True(Contrast(accent.InkOnDark, "#22262e") >= 4.5);
    }

    [Fact]
    public void Ink_StaysTheColour_WhereItReadsAlready() => Assert.Equal("#4051cf", AccentColour.Parse("#4051cf").InkOnLight);

    [Theory]
    [InlineData("4051cf")]
    [InlineData("#4051c")]
    [InlineData("#4051cg")]
    [InlineData("red; background: url(x)")]
    [InlineData("")]
    [InlineData(null)]
    public void TryParse_Refuses_WhatIsNoColour(string? text) => Assert.False(AccentColour.TryParse(text, out _));

    private static double Contrast(string a, string b)
    {
        var (first, second) = (Luminance(a), Luminance(b));
        return (Math.Max(first, second) + 0.05) / (Math.Min(first, second) + 0.05);
    }

    private static double Luminance(string hex)
    {
        var channels = Convert.FromHexString(hex[1..]).Select(c => c / 255.0).Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4)).ToArray();
        return (0.2126 * channels[0]) + (0.7152 * channels[1]) + (0.0722 * channels[2]);
    }
}
