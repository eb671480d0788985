using SeeSupport.Devices;
using SeeSupport.Fronts;

namespace SeeSupport.Sessions;

/// <summary>An agent gets a new session; sent by the agent's grain.</summary>
[GenerateSerializer, Immutable, Alias("SeeSupport.StartSession")]
public sealed record StartSession
{
    /// <summary>A repeat with the same id gets the same session.</summary>
    [Id(0)]
    public required Guid OperationId { get; init; }

    /// <summary>The agent who owns it.</summary>
    [Id(1)]
    public required string AgentId { get; init; }

    /// <summary>The name the consumer reads.</summary>
    [Id(2)]
    public required string AgentName { get; init; }

    /// <summary>Where the agent's browser is reached; null for a start without one.</summary>
    [Id(3)]
    public ConnectionAddress? Address { get; init; }

    /// <summary>The CRM's own id of the case; null when there is none.</summary>
    [Id(4)]
    public string? ExternalId { get; init; }
}

/// <summary>A device came by link or by code. Spends nothing.</summary>
[GenerateSerializer, Immutable, Alias("SeeSupport.Arrive")]
public sealed record Arrive
{
    /// <summary>The code that was typed; null when it came by link.</summary>
    [Id(0)]
    public string? Code { get; init; }

    /// <summary>The link's token; null when it came by code.</summary>
    [Id(1)]
    public string? LinkToken { get; init; }

    /// <summary>SHA-256 of the device's key, base64url.</summary>
    [Id(2)]
    public required string DeviceKeyHash { get; init; }

    /// <summary>What the device tells of itself.</summary>
    [Id(3)]
    public required DeviceHints Hints { get; init; }
}

/// <summary>Who calls on behalf of a consumer's phone: taken from its ticket, never from what it says.</summary>
/// <param name="DeviceKeyHash">SHA-256 of the device's key, base64url.</param>
/// <param name="ByCode">The code this device arrived with; null when it came by link.</param>
[GenerateSerializer, Immutable, Alias("SeeSupport.ConsumerIdentity")]
public sealed record ConsumerIdentity(
    [property: Id(0)] string DeviceKeyHash,
    [property: Id(1)] string? ByCode);

/// <summary>The agent closes a session.</summary>
[GenerateSerializer, Immutable, Alias("SeeSupport.CloseSession")]
public sealed record CloseSession
{
    /// <summary>A repeat with the same id gets the first answer.</summary>
    [Id(0)]
    public required Guid OperationId { get; init; }

    /// <summary><see cref="EndReason.Resolved"/> or <see cref="EndReason.Unresolved"/>; becomes <see cref="EndReason.Cancelled"/> when nobody joined.</summary>
    [Id(1)]
    public required EndReason Outcome { get; init; }

    /// <summary>Free text, at most 2,000 characters; null for none.</summary>
    [Id(2)]
    public string? Note { get; init; }
}

/// <summary>The agent writes down whose case this is.</summary>
[GenerateSerializer, Immutable, Alias("SeeSupport.DescribeSession")]
public sealed record DescribeSession
{
    /// <summary>A repeat with the same id changes nothing.</summary>
    [Id(0)]
    public required Guid OperationId { get; init; }

    /// <summary>The CRM's own id of the case, at most 100 characters; null for none.</summary>
    [Id(1)]
    public string? ExternalId { get; init; }

    /// <summary>The consumer's name, at most 100 characters; null for none.</summary>
    [Id(2)]
    public string? ConsumerName { get; init; }
}

/// <summary>How far the consumer's phone has come, as it says itself.</summary>
[GenerateSerializer, Immutable, Alias("SeeSupport.ReportStep")]
public sealed record ReportStep
{
    /// <summary>WaitingForCamera, CameraRefused, Connecting or TermsDeclined.</summary>
    [Id(0)]
    public required ConsumerStep Step { get; init; }

    /// <summary>What is in the way: a code of the phone's own list; null when nothing is.</summary>
    [Id(1)]
    public string? TroubleCode { get; init; }
}
