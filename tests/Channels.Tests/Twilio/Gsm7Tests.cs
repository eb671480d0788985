namespace SeeSupport.Channels.Twilio;

public class Gsm7Tests
{
    [Theory]
    [InlineData("Ana", "Ana")]
    [InlineData("José Müller", "José Müller")]
    [InlineData("Łukasz Żółty", "Lukasz Zólty")]
    [InlineData("O’Brien – “Bob”…", "O'Brien - \"Bob\"...")]
    [InlineData("Zoë\tÇelik\n", "Zoe Çelik")]
    [InlineData("山田 太郎", "")]
    [InlineData("Ana 😀", "Ana")]
    public void Fold_KeepsToTheAlphabet(string name, string folded)
    {
        Assert.Equal(Expected(folded), Gsm7.Fold(name));
        Assert.True(Gsm7.Fits(Gsm7.Fold(name)));

        // ó and ë are not in the alphabet; é, ü, ö, ñ, à and the like are.
        static string Expected(string text) => text.Replace("ó", "o", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(160, 1)]
    [InlineData(161, 2)]
    [InlineData(306, 2)]
    [InlineData(307, 3)]
    public void Segments_AreThoseOfTheAlphabet(int length, int segments) => Assert.Equal(segments, Gsm7.Segments(new('a', length)));

    [Theory]
    [InlineData(70, 1)]
    [InlineData(71, 2)]
    [InlineData(135, 3)]
    public void Segments_AreSmaller_OutsideOfTheAlphabet(int length, int segments) => Assert.Equal(segments, Gsm7.Segments(new('山', length)));

    [Theory]
    [InlineData("€", 80, 1)]
    [InlineData("😀", 35, 1)]
    [InlineData("😀", 66, 2)]
    [InlineData("😀", 67, 3)]
    public void Segments_NeverDivideWhatTakesTwoUnits(string character, int times, int segments) =>
        Assert.Equal(segments, Gsm7.Segments(string.Concat(Enumerable.Repeat(character, times))));

    [Fact]
    public void Segments_BeginAnewForAnExtensionThatHasNoRoom() =>
        Assert.Equal(3, Gsm7.Segments(new string('a', 152) + "€" + new string('a', 152)));

    [Fact]
    public void Segments_CountTheExtensionTwice() => Assert.Equal(2, Gsm7.Segments(new string('a', 158) + "{}"));
}
