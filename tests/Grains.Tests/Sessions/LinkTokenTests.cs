namespace SeeSupport.Sessions;

public class LinkTokenTests
{
    [Fact]
    public void Mint_Gives128Bits_As22CharactersOfBase64Url()
    {
        var token = LinkToken.Mint();

        Assert.Matches("^[A-Za-z0-9_-]{22}$", token);
        Assert.Equal(16, System.Buffers.Text.Base64Url.DecodeFromChars(token).Length);
    }

    [Fact]
    public void Mint_NeverGivesTheSameTwice() => Assert.Equal(10_000, Enumerable.Range(0, 10_000).Select(_ => LinkToken.Mint()).Distinct().Count());

    [Fact]
    public void Find_KnowsWhoseLinkItIs_AndStoresNoToken()
    {
        var tokens = Enumerable.Range(0, 5).Select(_ => LinkToken.Mint()).ToList();
        var links = tokens.Select((token, i) => LinkToken.Of(token, $"invite{i}")).ToList();

        Assert.Equal("invite3", LinkToken.Find(links, tokens[3])?.InviteId);
        Assert.DoesNotContain(links, link => tokens.Contains(link.Hash));
    }

    [Theory]
    [InlineData("")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("ü")]
    public void Find_GivesNothing_ForAnythingElse(string token) => Assert.Null(LinkToken.Find([LinkToken.Of(LinkToken.Mint(), null)], token));
}
