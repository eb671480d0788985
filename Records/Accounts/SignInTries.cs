namespace SeeSupport.Records.Accounts;

/// <summary>
/// Wrong tries to sign in under one name. By name and not by account: a name that nobody has locks out like any other, so that
/// nothing tells which names exist.
/// </summary>
internal sealed class SignInTries
{
    /// <summary>SHA-256 of the normalized name, base64url: people also type passwords into the wrong field.</summary>
    public required string NameHash { get; init; }

    /// <summary>Tries that were not right, since the last that was or the last lock-out.</summary>
    public int Failures { get; private set; }

    /// <summary>Until when no try counts; null when tries do.</summary>
    public DateTimeOffset? LockedUntil { get; private set; }

    /// <summary>When the last try was.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>Whether the name is locked out.</summary>
    public bool IsLocked(DateTimeOffset now) => LockedUntil > now;

    /// <summary>
    /// Counts a try as wrong, before its password is looked at: however many come at once, no more are looked at than are allowed.
    /// The last one allowed locks the name; one that turns out right makes the whole row go.
    /// </summary>
    public void Count(DateTimeOffset now, AccountsOptions options)
    {
        Failures = LockedUntil is not null || IsStale(now, options) ? 1 : Failures + 1;
        At = now;
        LockedUntil = Failures >= options.MostTries ? now + options.LockOut : null;
    }

    private bool IsStale(DateTimeOffset now, AccountsOptions options) => At <= now - options.LockOut;
}
