namespace SeeSupport.Codes;

/// <summary>
/// How often one network may try a code: a few times within a window, then once after each wait, and each wait is twice the one before.
/// A try counts as a miss until it is told to have hit, so that many at once are no way round.
/// </summary>
internal sealed class NetworkThrottle(CodeOptions options)
{
    private readonly Queue<DateTimeOffset> _tries = new();
    private int _waits;
    private DateTimeOffset _blockedUntil;

    /// <summary>When there is nothing left to remember.</summary>
    public DateTimeOffset ForgottenAt { get; private set; }

    /// <summary>Zero when a try is allowed, and it is counted; otherwise how long to wait.</summary>
    public TimeSpan Try(DateTimeOffset now)
    {
        if (now < _blockedUntil)
            return _blockedUntil - now;
        while (_tries.TryPeek(out var oldest) && oldest <= now - options.TryWindow)
            _tries.Dequeue();
        if (now >= ForgottenAt)
            _waits = 0;

        _tries.Enqueue(now);
        if (_tries.Count >= options.TriesPerNetwork || _waits > 0)
            _blockedUntil = now + Wait(_waits++);
        ForgottenAt = (now > _blockedUntil ? now : _blockedUntil) + options.TryWindow;
        return TimeSpan.Zero;
    }

    /// <summary>The try hit: it is given back, with the wait it would have led to.</summary>
    public void Hit(DateTimeOffset now)
    {
        _tries.TryDequeue(out _);
        if (_waits == 0)
            return;
        _waits--;
        _blockedUntil = now;
    }

    private TimeSpan Wait(int waitsBefore)
    {
        var wait = options.FirstWait * Math.Pow(2, Math.Min(waitsBefore, 30));
        return wait < options.LongestWait ? wait : options.LongestWait;
    }
}
