namespace SeeSupport.WebFront.Security;

public sealed class SecurityOptionsTests
{
    [Theory]
    [InlineData(null, null)]
    [InlineData("https://support.example.com", "127.0.0.1, 10.0.0.0/8;fd00::/8 ::1")]
    [InlineData("http://localhost:5080/support", "")]
    public void TakesWhatCanBeUsed(string? address, string? proxies) =>
        Assert.True(new SecurityOptionsValidator().Validate(null, new() { PublicAddress = address, Proxies = proxies }).Succeeded);

    [Theory]
    [InlineData("support.example.com", null, "SeeSupport:PublicAddress")]
    [InlineData("ftp://support.example.com", null, "SeeSupport:PublicAddress")]
    [InlineData("https://support.example.com/?a=b", null, "SeeSupport:PublicAddress")]
    [InlineData("https://user@support.example.com", null, "SeeSupport:PublicAddress")]
    [InlineData(null, "proxy.example.com", "SeeSupport:Proxies")]
    [InlineData(null, "127.0.0.1, 10.0.0.0/99", "SeeSupport:Proxies")]
    public void NamesTheKey_WhenAValueCannotBeUsed(string? address, string? proxies, string key)
    {
        var result = new SecurityOptionsValidator().Validate(null, new() { PublicAddress = address, Proxies = proxies });
        Assert.StartsWith(key, Assert.Single(result.Failures!));
    }
}
