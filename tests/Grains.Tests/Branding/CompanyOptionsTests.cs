namespace SeeSupport.Branding;

public class CompanyOptionsTests
{
    private readonly CompanyOptionsValidator _validator = new();

    [Fact]
    public void Validate_AcceptsTheDefaults() => Assert.True(_validator.Validate(null, new()).Succeeded);

    [Theory]
    [InlineData("Name", "")]
    [InlineData("Name", "Two\nlines")]
    [InlineData("TermsUrl", "example.com/terms")]
    [InlineData("PrivacyUrl", "javascript:alert(1)")]
    [InlineData("Accent", "blue")]
    public void Validate_NamesTheKey_OfABrokenValue(string key, string value)
    {
        var options = new CompanyOptions();
        typeof(CompanyOptions).GetProperty(key)!.SetValue(options, value);

        var result = _validator.Validate(null, options);

        Assert.Contains($"SeeSupport:Company:{key} ", Assert.Single(result.Failures!));
    }
}
