using System.Collections.Immutable;
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;
using SeeSupport.Agents;
using SeeSupport.Channels.Invites;
using SeeSupport.Consents;
using SeeSupport.Invites;
using SeeSupport.Media;
using SeeSupport.Pictures;
using SeeSupport.Sessions;
using SeeSupport.WebFront.Fronts;
using SeeSupport.WebFront.Security;

namespace SeeSupport.WebFront.Hubs;

/// <summary>What an agent's page calls. Who it is follows from the sign-in cookie.</summary>
[Authorize(Policies.RunSessions)]
internal sealed partial class AgentHub(
    IGrainFactory grains, Signals signals, Front front, InviteLinks links, Greeting greeting, IOptions<ConsoleOptions> console, ILogger<AgentHub> log)
    : Hub<IAgentClient>
{
    /// <summary>How long a welcome waits for a session; pages wait ten seconds for a welcome.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    private FrontConnection Connection => FrontConnection.Of(Context);

    private string AgentId => Context.User!.FindFirstValue(ClaimTypes.NameIdentifier)!;

    private IAgentGrain Agent => grains.GetGrain<IAgentGrain>(AgentId);

    /// <summary>Everything a console needs; all open sessions are attached to this connection, but for those that do not answer.</summary>
    public async Task<Welcome> Welcome()
    {
        var open = await Agent.Open();
        var sessions = await Task.WhenAll(open.Select(AttachSoon));
        return greeting.To(Context.User!, [.. sessions.OfType<AgentSnapshot>()], [.. open.Where((_, i) => sessions[i] is null)]);
    }

    /// <summary>A new session.</summary>
    public async Task<AgentSnapshot> Start(StartCommand command)
    {
        var started = await Agent.Start(command.OperationId, Context.User!.DisplayName(), front.AddressOf(Connection), externalId: null);
        await front.Began(Connection, started.View.SessionId);
        return Snapshot(started);
    }

    /// <summary>This page shows the session from now on.</summary>
    public async Task<AgentSnapshot> Attach(string sessionId) =>
        Snapshot(await front.Attach(Connection, sessionId, address => Session(sessionId).AttachAgent(AgentId, address)));

    /// <summary>An invite for the consumer.</summary>
    public Task<InviteView> Invite(string sessionId, SendInvite command) => Session(sessionId).Invite(AgentId, command);

    /// <summary>A new code in place of the old one.</summary>
    public Task<AgentView> RenewCode(string sessionId, Guid operationId) => Session(sessionId).RenewCode(AgentId, operationId);

    /// <summary>A signal for the consumer.</summary>
    public Task Signal(string sessionId, string payload) => signals.FromAgent(Connection, AgentId, sessionId, payload);

    /// <summary>How to look for a route.</summary>
    public Task<IceConfiguration> IceServers(string sessionId) => Session(sessionId).AgentIce(AgentId);

    /// <summary>What media is doing.</summary>
    public Task ReportMedia(string sessionId, MediaReport report) => signals.AgentsOwn(Connection, sessionId).ReportAgentMedia(AgentId, report);

    /// <summary>The agent writes.</summary>
    public Task<SessionEvent> Say(string sessionId, Guid operationId, string text) => Session(sessionId).AgentSays(AgentId, operationId, text);

    /// <summary>The agent puts the session on hold or takes it off.</summary>
    public Task SetHold(string sessionId, Guid operationId, bool onHold) => Session(sessionId).SetHold(AgentId, operationId, onHold);

    /// <summary>The agent asks the consumer to agree to something.</summary>
    public Task AskConsent(string sessionId, Guid operationId, ConsentSubject subject) =>
        console.Value.Against(subject) is { } problem
            ? throw new SeeSupportException(problem)
            : Session(sessionId).AskConsent(AgentId, operationId, subject);

    /// <summary>The agent ends what was agreed to, or asks no more.</summary>
    public Task EndConsent(string sessionId, Guid operationId, ConsentSubject subject) => Session(sessionId).EndConsent(AgentId, operationId, subject);

    /// <summary>The agent ends the session.</summary>
    public Task<AgentView> Close(string sessionId, CloseSession command) => Session(sessionId).Close(AgentId, command);

    /// <summary>The agent opens a closed session again.</summary>
    public async Task<AgentSnapshot> Reopen(string sessionId, Guid operationId)
    {
        await Session(sessionId).Reopen(AgentId, operationId);
        return await Attach(sessionId);
    }

    /// <summary>Lines of the log.</summary>
    public Task<ImmutableArray<SessionEvent>> ReadLog(string sessionId, long after) => Session(sessionId).ReadLog(AgentId, after);

    /// <summary>The agent deletes a picture.</summary>
    public Task DeletePicture(string sessionId, Guid operationId, string pictureId) => Session(sessionId).DeletePicture(AgentId, operationId, pictureId);

    /// <summary>The agent turns a picture.</summary>
    public Task TurnPicture(string sessionId, Guid operationId, string pictureId, int rotation) =>
        Session(sessionId).TurnPicture(AgentId, operationId, pictureId, rotation);

    /// <summary>The agent asks for a photo.</summary>
    public Task AskForPhoto(string sessionId, Guid operationId, PhotoWay way) => Session(sessionId).AskForPhoto(AgentId, operationId, way);

    /// <summary>Null where a session does not answer: it may be on a machine that is gone, and is to keep nobody from the others.</summary>
    private async Task<AgentSnapshot?> AttachSoon(string sessionId)
    {
        try
        {
            return await Attach(sessionId).WaitAsync(Soon);
        }
        catch (Exception problem)
        {
            LogNotAttached(problem, sessionId);
            return null;
        }
    }

    private ISessionGrain Session(string sessionId) => signals.Session(sessionId);

    private AgentSnapshot Snapshot(Sessions.AgentSnapshot snapshot) => new(
        snapshot.View, snapshot.Events, snapshot.LinkToken is { } token ? new SessionLink(links.Connect(snapshot.View.SessionId, token)) : null);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Session {SessionId} did not answer its agent's page, which asks for it once more")]
    private partial void LogNotAttached(Exception problem, string sessionId);
}
