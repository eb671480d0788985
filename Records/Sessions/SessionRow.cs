using SeeSupport.Media;
using SeeSupport.Sessions;

namespace SeeSupport.Records.Sessions;

/// <summary>What is kept of a session beside its log. Codes, links and addresses of invites are not: they end with the session.</summary>
internal sealed class SessionRow
{
    public required string Id { get; init; }
    public required long Version { get; init; }
    public required long Number { get; init; }
    public required SessionStatus Status { get; init; }
    public EndReason? EndReason { get; init; }
    public required ConsumerStep Step { get; init; }
    public required string AgentId { get; init; }
    public required string AgentName { get; init; }
    public string? ExternalId { get; init; }
    public string? Note { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? LiveAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public string? Device { get; init; }
    public string? Platform { get; init; }
    public string? PlatformVersion { get; init; }
    public string? Model { get; init; }
    public string? Browser { get; init; }
    public string? BrowserVersion { get; init; }
    public string? InApp { get; init; }
    public MediaRoute? Route { get; private set; }
    public string? Transport { get; private set; }
    public double? FirstFrameMs { get; private set; }

    /// <summary>Takes over from an older row of the same session what a later report does not repeat.</summary>
    public SessionRow After(SessionRow older)
    {
        Route ??= older.Route;
        Transport ??= older.Transport;
        FirstFrameMs ??= older.FirstFrameMs;
        return this;
    }

    public static SessionRow From(AgentView view) => new()
    {
        Id = view.SessionId,
        Version = view.Version,
        Number = view.Number,
        Status = view.Status,
        EndReason = view.EndReason,
        Step = view.Step,
        AgentId = view.AgentId,
        AgentName = view.AgentName,
        ExternalId = view.ExternalId,
        Note = view.Note,
        StartedAt = view.StartedAt,
        LiveAt = view.LiveAt,
        ClosedAt = view.ClosedAt,
        Device = view.Device?.Label,
        Platform = view.Device?.Platform,
        PlatformVersion = view.Device?.PlatformVersion,
        Model = view.Device?.Model,
        Browser = view.Device?.Browser,
        BrowserVersion = view.Device?.BrowserVersion,
        InApp = view.Device?.InApp,
        Route = view.Media is { Route: not MediaRoute.Unknown } media ? media.Route : null,
        Transport = view.Media?.Transport,
        FirstFrameMs = view.Media?.FirstFrameMs,
    };
}
