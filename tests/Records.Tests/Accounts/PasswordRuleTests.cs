using SeeSupport.Records.Accounts;

namespace SeeSupport.Records.Tests.Accounts;

public sealed class PasswordRuleTests
{
    [Theory]
    [InlineData("Abcdefg1")]
    [InlineData("Ünïcödé1")]
    [InlineData("Pass phrase 1 with spaces")]
    public void TakesAPasswordWithAll(string password) => Assert.Null(PasswordRule.Check(password));

    [Theory]
    [InlineData("", "8 or more characters, an upper-case letter, a lower-case letter and a digit")]
    [InlineData("Abcdef1", "8 or more characters")]
    [InlineData("abcdefg1", "an upper-case letter")]
    [InlineData("ABCDEFG1", "a lower-case letter")]
    [InlineData("Abcdefgh", "a digit")]
    [InlineData("abcdefgh", "an upper-case letter and a digit")]
    [InlineData("1234567", "8 or more characters, an upper-case letter and a lower-case letter")]
    public void SaysWhatIsMissing(string password, string missing) =>
        Assert.Equal(new Problem("password-weak", $"The password needs {missing}."), PasswordRule.Check(password));

    [Fact]
    public void RefusesOneThatNobodyTypes() => Assert.Equal("password-too-long", PasswordRule.Check("Aa1" + new string('x', 254))?.Code);

    [Fact]
    public void GeneratesPasswordsThatWillDo_AndDiffer()
    {
        var generated = Enumerable.Range(0, 1_000).Select(_ => PasswordRule.Generate()).ToList();

        Assert.All(generated, password => Assert.Null(PasswordRule.Check(password)));
        Assert.Distinct(generated);
    }
}
