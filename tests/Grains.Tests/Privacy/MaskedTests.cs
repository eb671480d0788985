namespace SeeSupport.Privacy;

public class MaskedTests
{
    [Theory]
    [InlineData("+12025550123", "+1•••••0123")]
    [InlineData("+442079460123", "+4•••••0123")]
    [InlineData("+1202555", "•••••")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Number_ShowsOnlyCountryAndLastFourDigits(string? number, string masked) =>
        Assert.Equal(masked, Masked.Number(number));

    [Theory]
    [InlineData("ana@example.com", "a•••@example.com")]
    [InlineData("a@example.com", "a•••@example.com")]
    [InlineData("@example.com", "•••••")]
    [InlineData("no address", "•••••")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Email_ShowsOnlyFirstCharacterAndDomain(string? address, string masked) =>
        Assert.Equal(masked, Masked.Email(address));
}
