using System.Security.Claims;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;
using SeeSupport.Sessions;
using SeeSupport.WebFront.Fronts;
using SeeSupport.WebFront.Hubs.Lanes;
using SeeSupport.WebFront.Security;

namespace SeeSupport.WebFront.Hubs;

/// <summary>Gives the front every hub connection as it comes and goes, so that the front can write to it directly, and opens its lane.</summary>
internal sealed class FrontLifetimeManager<THub>(
    Front front, Signals signals, Answers answers, IOptions<HubLimits> limits, TimeProvider time, ILogger<FrontConnection> connectionLog,
    ILogger<DefaultHubLifetimeManager<THub>> log)
    : DefaultHubLifetimeManager<THub>(log) where THub : Hub
{
    private static readonly ParticipantRole Role = typeof(THub) == typeof(AgentHub) ? ParticipantRole.Agent : ParticipantRole.Consumer;

    public override async Task OnConnectedAsync(HubConnectionContext connection)
    {
        await base.OnConnectedAsync(connection);
        var features = connection.GetHttpContext()!.Features;
        var lane = features.Get<LaneSocket>()!;
        var known = new FrontConnection(connection, lane, Role, limits.Value, time, connectionLog);
        front.Connected(known);

        Func<SignalMessage, Task> relay;
        if (Role == ParticipantRole.Agent)
        {
            var agentId = connection.User.FindFirstValue(ClaimTypes.NameIdentifier)!;
            relay = signal => signals.FromAgent(known, agentId, signal.SessionId!, signal.Payload);
        }
        else
        {
            var ticket = features.Get<ConsumerTicket>()!;
            relay = signal => signals.FromConsumer(known, ticket, signal.Payload);
        }

        lane.NamesSession = Role == ParticipantRole.Agent;
        lane.Signaled = new SignalLane(known, relay, answers, limits.Value.CallsAtOnce).Take;
    }

    public override async Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        await base.OnDisconnectedAsync(connection);
        if (front.Find(connection.ConnectionId) is { } known)
            await front.Disconnected(known);
    }
}
