namespace SeeSupport.WebFront.Hubs;

public sealed class AllowanceTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void GivesAsManyAtOnceAsItMay_ThenNone()
    {
        var allowance = new Allowance(perSecond: 10, atOnce: 3, _time);
        Assert.Equal([true, true, true, false], Enumerable.Range(0, 4).Select(_ => allowance.Take()));
    }

    [Fact]
    public void GivesTheRate_WhenTimePasses()
    {
        var allowance = new Allowance(perSecond: 10, atOnce: 3, _time);
        while (allowance.Take())
        {
        }

        _time.Move(TimeSpan.FromMilliseconds(99));
        Assert.False(allowance.Take());
        _time.Move(TimeSpan.FromMilliseconds(1));
        Assert.True(allowance.Take());
        Assert.False(allowance.Take());
    }

    [Fact]
    public void SavesUpNoMoreThanItMayGiveAtOnce_WhenNobodyTakesForLong()
    {
        var allowance = new Allowance(perSecond: 10, atOnce: 3, _time);
        _time.Move(TimeSpan.FromHours(1));
        Assert.Equal([true, true, true, false], Enumerable.Range(0, 4).Select(_ => allowance.Take()));
    }
}
