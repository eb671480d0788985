using SeeSupport.Invites;

namespace SeeSupport.Records.Outbox;

/// <summary>One message of the outbox page.</summary>
internal sealed class OutboxRow
{
    /// <summary>Grows with every message: the order in which they were kept.</summary>
    public long Position { get; init; }

    public required string Id { get; init; }
    public required string AgentId { get; init; }
    public required InviteChannel Channel { get; init; }
    public required string Recipient { get; init; }
    public string? Subject { get; init; }
    public required string Text { get; init; }
    public string? Html { get; init; }
    public required DateTimeOffset At { get; init; }
}
