namespace SeeSupport.Codes;

/// <summary>
/// Stops all codes for a while when all networks together miss too often: whoever guesses from many networks at once is slowed to a
/// rate at which nothing is found. It closes by itself.
/// </summary>
internal sealed class MissBreaker(CodeOptions options)
{
    private readonly Queue<DateTimeOffset> _misses = new();
    private DateTimeOffset _openUntil;

    /// <summary>Zero when codes are taken; otherwise how long to wait.</summary>
    public TimeSpan Try(DateTimeOffset now) => now < _openUntil ? _openUntil - now : TimeSpan.Zero;

    /// <summary>Counts a miss; true when it is the one that opens the breaker.</summary>
    public bool Missed(DateTimeOffset now)
    {
        while (_misses.TryPeek(out var oldest) && oldest <= now - options.BreakerWindow)
            _misses.Dequeue();
        _misses.Enqueue(now);
        if (_misses.Count < options.BreakerMisses)
            return false;
        _misses.Clear();
        _openUntil = now + options.BreakerRest;
        return true;
    }
}
