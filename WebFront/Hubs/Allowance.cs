namespace SeeSupport.WebFront.Hubs;

/// <summary>A token bucket: so many at once, so many each second in the long run.</summary>
internal sealed class Allowance(int perSecond, int atOnce, TimeProvider time)
{
    private readonly Lock _lock = new();
    private double _left = atOnce;
    private long _last = time.GetTimestamp();

    /// <summary>Takes one; false when there is none left at the moment.</summary>
    public bool Take()
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            _left = Math.Min(atOnce, _left + time.GetElapsedTime(_last, now).TotalSeconds * perSecond);
            _last = now;
            if (_left < 1)
                return false;
            _left--;
            return true;
        }
    }
}
