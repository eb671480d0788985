using System.Collections.Immutable;
using SeeSupport.Consents;

namespace SeeSupport.Sessions;

/// <summary>What each party may see of a session.</summary>
internal static class SessionProjection
{
    /// <summary>The session as its agent sees it.</summary>
    public static AgentView ForAgent(this SessionState state, string id)
    {
        var device = state.ShownDevice();
        return new()
        {
            SessionId = id,
            Version = state.Version,
            Number = state.Number,
            Status = state.Status(),
            EndReason = state.EndReason,
            AgentId = state.AgentId,
            AgentName = state.AgentName,
            StartedAt = state.StartedAt,
            LiveAt = state.LiveAt,
            ClosedAt = state.ClosedAt,
            Code = state.CodeSpent ? null : state.Code,
            CodeExpiresAt = state.CodeSpent ? null : state.CodeExpiresAt,
            Device = device?.Description,
            Step = device?.Step ?? ConsumerStep.None,
            Trouble = Troubles.ForAgent(device?.Trouble),
            Consumer = device?.Reach.Presence ?? Presence.Absent,
            Agent = state.Agent.Presence,
            Invites = state.Invites,
            Media = state.Media,
            Note = state.Note,
            ExternalId = state.ExternalId,
            ConsumerName = state.ConsumerName,
            Pictures = [.. state.Pictures.Select(picture => picture.View)],
            PhotoAsked = state.PhotoAskedAt,
            Texts = state.TextNumber is { } number ? new(number, state.TextsStopped) : null,
            Audio = state.Audio,
            Recording = state.Recording,
            Recordings = state.Recordings,
        };
    }

    /// <summary>The session as one device sees it.</summary>
    public static ConsumerView ForConsumer(this SessionState state, string id, Device device) => new()
    {
        SessionId = id,
        Version = state.Version,
        Status = state.Status(),
        EndReason = state.EndReason,
        AgentName = state.AgentName,
        Agent = state.Agent.Presence,
        Step = device.Step,
        Joined = state.Joined == device.KeyHash,
        Trouble = Troubles.ForConsumer(device.Trouble),
        PhotoAsked = state.PhotoAskedAt,
        ToConvert = [.. state.Pictures.Where(picture => picture.IsToBeConvertedBy(device.KeyHash, state)).Select(picture => picture.Id)],
        Audio = state.Joined == device.KeyHash ? state.Audio : ConsentState.Off,
        Recording = state.Joined == device.KeyHash ? state.Recording : ConsentState.Off,
    };

    /// <summary>The lines a consumer may see.</summary>
    public static ImmutableArray<SessionEvent> ForConsumer(this ImmutableArray<SessionEvent> events) =>
        events.All(IsForConsumer) ? events : [.. events.Where(IsForConsumer)];

    private static bool IsForConsumer(SessionEvent line) => line.Kind
        is EventKind.Chat or EventKind.Paused or EventKind.Resumed or EventKind.Held or EventKind.Unheld
            or EventKind.ConsentAsked or EventKind.ConsentGiven or EventKind.ConsentRefused or EventKind.ConsentEnded or EventKind.Closed or EventKind.Reopened
            or EventKind.Buzzed;
}
