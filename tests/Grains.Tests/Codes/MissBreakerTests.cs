namespace SeeSupport.Codes;

public class MissBreakerTests
{
    private readonly MissBreaker _breaker = new(new() { BreakerMisses = 10 });
    private DateTimeOffset _now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Opens_AtTheRateOfMisses_AndClosesByItself()
    {
        for (var i = 0; i < 9; i++)
            Assert.False(_breaker.Missed(_now));
        Assert.Equal(TimeSpan.Zero, _breaker.Try(_now));

        Assert.True(_breaker.Missed(_now));

        Assert.Equal(TimeSpan.FromMinutes(1), _breaker.Try(_now));
        _now += TimeSpan.FromMinutes(1);
        Assert.Equal(TimeSpan.Zero, _breaker.Try(_now));
    }

    [Fact]
    public void StaysClosed_WhenMissesAreSpread()
    {
        for (var i = 0; i < 1000; i++)
        {
            Assert.False(_breaker.Missed(_now));
            _now += TimeSpan.FromSeconds(7);
        }
    }
}
