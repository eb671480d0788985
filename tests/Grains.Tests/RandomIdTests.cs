namespace SeeSupport;

public class RandomIdTests
{
    [Fact]
    public void New_Gives16CharactersOfCrockfordsBase32_NeverTwice()
    {
        var ids = Enumerable.Range(0, 10_000).Select(_ => RandomId.New()).ToList();

        Assert.All(ids, id => Assert.Matches("^[0-9a-hjkmnp-tv-z]{16}$", id));
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }
}
