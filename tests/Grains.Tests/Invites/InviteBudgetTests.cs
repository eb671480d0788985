namespace SeeSupport.Invites;

public class InviteBudgetTests
{
    private static readonly InviteLimit Limit = new(2, 3, Problems.InviteLimitAgent);
    private DateTimeOffset _now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private InviteBudget _budget = new();

    [Fact]
    public void Wait_IsTheRestOfTheHour_WhenTheHourIsSpent()
    {
        Take();
        _now += TimeSpan.FromMinutes(10);
        Take();

        Assert.Equal(TimeSpan.FromMinutes(50), _budget.Wait(Limit, _now));
    }

    [Fact]
    public void Wait_IsTheRestOfTheDay_WhenTheDayIsSpent()
    {
        Take();
        Take();
        _now += TimeSpan.FromHours(1);
        Take();

        Assert.Equal(TimeSpan.FromHours(23), _budget.Wait(Limit, _now));
        _now += TimeSpan.FromHours(23);
        Assert.Equal(TimeSpan.Zero, _budget.At(_now).Wait(Limit, _now));
    }

    [Fact]
    public void GiveBack_MakesRoom()
    {
        Take();
        Take();
        _budget = _budget.GiveBack();

        Assert.Equal(TimeSpan.Zero, _budget.Wait(Limit, _now));
    }

    [Fact]
    public void GiveBack_NeverMakesMoreRoomThanThereIs() => Assert.Equal(0, _budget.At(_now).GiveBack().Hour.Sent);

    [Theory]
    [InlineData(49, 0, false)]
    [InlineData(50, 0, true)]
    [InlineData(51, 0, false)]
    [InlineData(100, 4, true)]
    [InlineData(100, 5, false)]
    [InlineData(150, 0, false)]
    [InlineData(200, 0, true)]
    public void IsAlarming_AtTheFirstAndEachDoublingOfInvites_ThatLeadToFewJoins(int sent, int joined, bool alarming)
    {
        _budget = new() { Hour = new() { BeganAt = _now, Sent = sent, Joined = joined } };

        Assert.Equal(alarming, _budget.IsAlarming(new()));
    }

    [Fact]
    public void Keys_NameNumberAgentPrefixAndGlobal_OfAText() => Assert.Equal(
        ["number/+12025550123", "agent/a1", "prefix/+1202555", "global"],
        InviteBudgetKeys.Of(InviteChannel.Phone, "+12025550123", "a1", new()));

    [Fact]
    public void Keys_HoldNoAddress_OfAnEmail()
    {
        var keys = InviteBudgetKeys.Of(InviteChannel.Email, "Ana@Example.com", "a1", new());

        Assert.DoesNotContain(keys, key => key.Contains("xample"));
        Assert.Equal(keys, InviteBudgetKeys.Of(InviteChannel.Email, "ana@example.com", "a1", new()));
    }

    private void Take()
    {
        _budget = _budget.At(_now);
        Assert.Equal(TimeSpan.Zero, _budget.Wait(Limit, _now));
        _budget = _budget.Take();
    }
}
