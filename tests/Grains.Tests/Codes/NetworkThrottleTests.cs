namespace SeeSupport.Codes;

public class NetworkThrottleTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private readonly NetworkThrottle _throttle = new(new());
    private DateTimeOffset _now = Start;

    [Fact]
    public void Try_IsAllowedFiveTimes_ThenHasToWait()
    {
        for (var i = 0; i < 5; i++)
            Assert.Equal(TimeSpan.Zero, _throttle.Try(_now));

        Assert.Equal(TimeSpan.FromMinutes(1), _throttle.Try(_now));
    }

    [Fact]
    public void Wait_Doubles_AndEndsAtAnHour()
    {
        Miss(5);
        List<double> waits = [];
        for (var i = 0; i < 9; i++)
        {
            var wait = _throttle.Try(_now);
            waits.Add(wait.TotalMinutes);
            _now += wait;
            Assert.Equal(TimeSpan.Zero, _throttle.Try(_now));
        }

        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60, 60], waits);
    }

    [Fact]
    public void Try_DoesNotLengthenTheWait_WhileItLasts()
    {
        Miss(5);
        _now += TimeSpan.FromSeconds(59);
        for (var i = 0; i < 100; i++)
            Assert.Equal(TimeSpan.FromSeconds(1), _throttle.Try(_now));
    }

    [Fact]
    public void Hits_AreGivenBack()
    {
        for (var i = 0; i < 1000; i++)
        {
            Assert.Equal(TimeSpan.Zero, _throttle.Try(_now));
            _throttle.Hit(_now);
        }
    }

    [Fact]
    public void Hit_TakesBackTheWaitItsTryLedTo_AndNoMore()
    {
        Miss(5);
        _now += TimeSpan.FromMinutes(1);
        _throttle.Try(_now);
        _throttle.Hit(_now);

        Assert.Equal(TimeSpan.Zero, _throttle.Try(_now));
        Assert.Equal(TimeSpan.FromMinutes(2), _throttle.Try(_now));
    }

    [Fact]
    public void Tries_AreForgotten_AfterTheWindow()
    {
        Miss(4);
        _now += TimeSpan.FromMinutes(15);
        Miss(4);
        Assert.Equal(TimeSpan.Zero, _throttle.Try(_now));
    }

    [Fact]
    public void Waits_AreForgotten_AfterAQuietWindow()
    {
        Miss(5);
        _now += TimeSpan.FromMinutes(1);
        Miss(1);
        _now += TimeSpan.FromMinutes(2 + 15);

        for (var i = 0; i < 5; i++)
            Assert.Equal(TimeSpan.Zero, _throttle.Try(_now));
        Assert.Equal(TimeSpan.FromMinutes(1), _throttle.Try(_now));
    }

    private void Miss(int times)
    {
        for (var i = 0; i < times; i++)
            Assert.Equal(TimeSpan.Zero, _throttle.Try(_now));
    }
}
