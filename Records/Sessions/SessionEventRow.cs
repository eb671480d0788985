using System.Collections.Immutable;
using System.Text.Json;
using SeeSupport.Sessions;

namespace SeeSupport.Records.Sessions;

/// <summary>One line of a session's log.</summary>
internal sealed class SessionEventRow
{
    public required string SessionId { get; init; }
    public required long Sequence { get; init; }
    public required DateTimeOffset At { get; init; }
    public required EventKind Kind { get; init; }
    public ParticipantRole? By { get; init; }
    public required string Text { get; init; }

    /// <summary>A JSON object of strings; null when there is nothing in it.</summary>
    public string? Data { get; init; }

    public static SessionEventRow From(string sessionId, SessionEvent line) => new()
    {
        SessionId = sessionId,
        Sequence = line.Sequence,
        At = line.At,
        Kind = line.Kind,
        By = line.By,
        Text = line.Text,
        Data = line.Data.IsEmpty ? null : JsonSerializer.Serialize(line.Data),
    };

    public SessionEvent ToEvent() => new()
    {
        Sequence = Sequence,
        At = At,
        Kind = Kind,
        By = By,
        Text = Text,
        Data = Data is null
            ? ImmutableDictionary<string, string>.Empty
            : JsonSerializer.Deserialize<ImmutableDictionary<string, string>>(Data)!,
    };
}
