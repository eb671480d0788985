using SeeSupport.Devices;

namespace SeeSupport.Sessions;

/// <summary>A consumer's device in a session: the one that joined, or one that arrived while nobody had.</summary>
[GenerateSerializer, Immutable, Alias("SeeSupport.SessionDevice")]
internal sealed record Device
{
    /// <summary>SHA-256 of its key, base64url.</summary>
    [Id(0)]
    public string KeyHash { get; init; } = "";

    /// <summary>What is known of it. Never a shared instance to begin with: a serializer may fill what it finds.</summary>
    [Id(1)]
    public DeviceDescription Description { get; init; } = new() { Label = "" };

    /// <summary>It had joined before the session was closed and opened again: it needs no code.</summary>
    [Id(2)]
    public bool Admitted { get; init; }

    /// <summary>The invite whose link brought it; null for a code or the console's link.</summary>
    [Id(3)]
    public string? InviteId { get; init; }

    /// <summary>How far it has come.</summary>
    [Id(4)]
    public ConsumerStep Step { get; init; }

    /// <summary>Code of what is in its way; null when nothing is.</summary>
    [Id(5)]
    public string? Trouble { get; init; }

    /// <summary>Where it is reached.</summary>
    [Id(6)]
    public Reach Reach { get; init; } = new();
}
