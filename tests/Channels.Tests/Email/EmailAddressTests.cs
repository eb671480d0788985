namespace SeeSupport.Channels.Email;

public class EmailAddressTests
{
    [Theory]
    [InlineData("ana@example.com", "ana@example.com")]
    [InlineData("  ana@Example.COM \n", "ana@example.com")]
    [InlineData("mailto:ana@example.com", "ana@example.com")]
    [InlineData("MAILTO:ana@example.com?subject=Hi", "ana@example.com")]
    [InlineData("Ana Müller <ana@example.com>", "ana@example.com")]
    [InlineData("<ana@example.com>", "ana@example.com")]
    [InlineData("Ana.O'Brien+camera@mail.example.co.uk", "Ana.O'Brien+camera@mail.example.co.uk")]
    [InlineData("ana@müller.example", "ana@xn--mller-kva.example")]
    [InlineData("ana@例え.テスト", "ana@xn--r8jz45g.xn--zckzah")]
    [InlineData("ana@example.com.", "ana@example.com")]
    public void Normalize_ReadsAnAddress_AsPeopleWriteIt(string written, string address) =>
        Assert.Equal(address, EmailAddress.Normalize(written, allowLocalDomains: false));

    [Theory]
    [InlineData("")]
    [InlineData("ana")]
    [InlineData("@example.com")]
    [InlineData("ana@")]
    [InlineData("ana@example")]
    [InlineData("ana@localhost")]
    [InlineData("ana@.com")]
    [InlineData("ana@example..com")]
    [InlineData("ana@-example.com")]
    [InlineData("ana@exa_mple.com")]
    [InlineData("ana@[127.0.0.1]")]
    [InlineData("ana@127.0.0.1")]
    [InlineData("ana@b@example.com")]
    [InlineData("ana maria@example.com")]
    [InlineData("ana@example.com, eve@example.com")]
    [InlineData("ana@example.com\r\nBcc: eve@example.com")]
    [InlineData("ana\r\n@example.com")]
    [InlineData("ana@example.com\u0000")]
    [InlineData("ana>@example.com")]
    [InlineData("añá@example.com")]
    [InlineData("+12025550123")]
    public void Normalize_RefusesWhatIsNoAddress(string written)
    {
        var refused = Assert.Throws<SeeSupportException>(() => EmailAddress.Normalize(written, allowLocalDomains: false)).Problem;

        Assert.Equal("invite-address-malformed", refused.Code);
        Assert.Contains("name@example.com", refused.Sentence);
    }

    [Fact]
    public void Normalize_RefusesWhatIsTooLong()
    {
        Assert.Throws<SeeSupportException>(() => EmailAddress.Normalize($"{new string('a', 65)}@example.com", false));
        Assert.Throws<SeeSupportException>(() => EmailAddress.Normalize($"a@{string.Join('.', Enumerable.Repeat(new string('b', 60), 5))}.com", false));
        Assert.Throws<SeeSupportException>(() => EmailAddress.Normalize($"a@{new string('b', 64)}.com", false));
    }

    [Fact]
    public void Normalize_TakesLocalDomains_WhereTheyAreAllowed()
    {
        Assert.Equal("ana@localhost", EmailAddress.Normalize("ana@localhost", allowLocalDomains: true));
        Assert.Throws<SeeSupportException>(() => EmailAddress.Normalize("ana@127.0.0.1", allowLocalDomains: true));
    }
}
