using FsCheck;
using FsCheck.Fluent;

namespace SeeSupport.Codes;

public class CodeGeneratorTests
{
    [Fact]
    public void Next_GivesNineDigits_AndNothingThatPeopleGuessFirst() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(Gen.Fresh(CodeGenerator.Next).ToArbitrary(), code =>
            code.Length == 9 && code.All(char.IsAsciiDigit) && !CodeGenerator.IsGuessable(code)));

    /// <summary>Pearson's test over every digit of every place: 9 × 9 degrees of freedom, critical value 136 at a level of 0.0001.</summary>
    [Fact]
    public void Next_FavoursNoDigitInAnyPlace()
    {
        const int count = 100_000;
        var seen = new int[9, 10];
        for (var i = 0; i < count; i++)
        {
            var code = CodeGenerator.Next();
            for (var place = 0; place < 9; place++)
                seen[place, code[place] - '0']++;
        }

        const double expected = count / 10.0;
        var distance = seen.Cast<int>().Sum(observed => (observed - expected) * (observed - expected) / expected);

        Assert.InRange(distance, 0, 136);
    }

    /// <summary>Among n codes of N about n²/2N repeat: 0.45 of 30,000. More than 10 is one chance in 10¹².</summary>
    [Fact]
    public void Next_RepeatsNoMoreThanChanceDoes()
    {
        var codes = Enumerable.Range(0, 30_000).Select(_ => CodeGenerator.Next()).ToList();

        Assert.InRange(codes.Count - codes.Distinct().Count(), 0, 10);
    }

    [Theory]
    [InlineData("000000000")]
    [InlineData("111111111")]
    [InlineData("012345678")]
    [InlineData("123456789")]
    [InlineData("987654321")]
    [InlineData("890123456")]
    [InlineData("135791357")]
    [InlineData("123123123")]
    [InlineData("472472472")]
    public void IsGuessable_ForWhatPeopleTypeFirst(string code) => Assert.True(CodeGenerator.IsGuessable(code));

    [Theory]
    [InlineData("472910358")]
    [InlineData("000000001")]
    [InlineData("123456780")]
    [InlineData("123123124")]
    public void IsGuessable_IsFalse_ForOrdinaryCodes(string code) => Assert.False(CodeGenerator.IsGuessable(code));
}
