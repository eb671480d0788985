namespace SeeSupport.Records.Accounts;

/// <summary>Who may sign in, and as what.</summary>
public sealed class Account
{
    /// <summary>Stable identity: never changes, never used again. Sessions name their agent by it.</summary>
    public string Id { get; init; } = Guid.CreateVersion7().ToString("N");

    /// <summary>What is typed to sign in, as it was given; upper and lower case are the same.</summary>
    public required string Username { get; set; }

    /// <summary>The form of <see cref="Username"/> that is compared and unique.</summary>
    public string NormalizedUsername { get; set; } = "";

    /// <summary>The name people read, for example the consumer.</summary>
    public required string DisplayName { get; set; }

    /// <summary>One of <see cref="Roles"/>.</summary>
    public required string Role { get; set; }

    /// <summary>The password's salted hash; null for an account nobody can sign in to.</summary>
    public string? PasswordHash { get; set; }

    /// <summary>Changes when every sign-in that exists must end: new password, disabled.</summary>
    public string SecurityStamp { get; set; } = "";

    /// <summary>Changes with every change, so that two at once cannot both win.</summary>
    public string ConcurrencyStamp { get; set; } = Guid.NewGuid().ToString("N");

    /// <summary>Whether signing in is refused.</summary>
    public bool Disabled { get; set; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
