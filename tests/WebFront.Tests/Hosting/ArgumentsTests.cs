namespace SeeSupport.WebFront.Hosting;

public sealed class ArgumentsTests
{
    [Fact]
    public void ShortWordsBecomeConfigurationKeys() => Assert.Equal(
        ["--urls", "http://localhost:1", "--SeeSupport:Data", "folder", "--SeeSupport:Data=other", "--SeeSupport:Lan=true", "--SeeSupport:Codes:Life=00:05:00"],
        Arguments.Expand(["--urls", "http://localhost:1", "--data", "folder", "--data=other", "--lan", "--SeeSupport:Codes:Life=00:05:00"]));
}
