namespace SeeSupport.Records.Accounts;

/// <summary>Wrong tries to sign in under one name, whether an account has that name or not.</summary>
internal sealed class SignInTriesRow
{
    public required string NameHash { get; init; }
    public required int Failures { get; init; }
    public DateTimeOffset? LockedUntil { get; init; }
    public required DateTimeOffset At { get; init; }
}
