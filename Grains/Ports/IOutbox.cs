using SeeSupport.Invites;

namespace SeeSupport.Ports;

/// <summary>Keeps what would have been sent where no channel is set up.</summary>
public interface IOutbox
{
    /// <summary>Keeps one message.</summary>
    Task Keep(OutboxMessage message, CancellationToken cancellation);

    /// <summary>The newest messages of one agent, newest first: they carry links into that agent's sessions.</summary>
    Task<IReadOnlyList<OutboxMessage>> Newest(string agentId, int limit, CancellationToken cancellation);
}

/// <summary>A message exactly as it would have been sent.</summary>
public sealed record OutboxMessage
{
    /// <summary>The invite's identity.</summary>
    public required string Id { get; init; }

    /// <summary>Whose session it belongs to.</summary>
    public required string AgentId { get; init; }

    /// <summary>How it would have travelled.</summary>
    public required InviteChannel Channel { get; init; }

    /// <summary>To whom.</summary>
    public required string To { get; init; }

    /// <summary>The subject; null for a text message.</summary>
    public string? Subject { get; init; }

    /// <summary>The text.</summary>
    public required string Text { get; init; }

    /// <summary>The HTML part; null for a text message.</summary>
    public string? Html { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset At { get; init; }
}
