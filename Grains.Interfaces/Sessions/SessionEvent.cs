using System.Collections.Immutable;

namespace SeeSupport.Sessions;

/// <summary>One line of a session's log: a chat message, or something that happened.</summary>
[GenerateSerializer, Immutable, Alias("SeeSupport.SessionEvent")]
public sealed record SessionEvent
{
    /// <summary>Position in the session's log: 1, 2, 3, without gaps.</summary>
    [Id(0)]
    public required long Sequence { get; init; }

    /// <summary>When it happened, UTC.</summary>
    [Id(1)]
    public required DateTimeOffset At { get; init; }

    /// <summary>What happened.</summary>
    [Id(2)]
    public required EventKind Kind { get; init; }

    /// <summary>Who did it; null where the system did.</summary>
    [Id(3)]
    public ParticipantRole? By { get; init; }

    /// <summary>The chat text, or the sentence that says what happened.</summary>
    [Id(4)]
    public required string Text { get; init; }

    /// <summary>Details for programs, for example a problem's code; empty for most.</summary>
    [Id(5)]
    public ImmutableDictionary<string, string> Data { get; init; } = ImmutableDictionary<string, string>.Empty;
}
