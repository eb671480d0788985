using SeeSupport.Sessions;
using SeeSupport.WebFront.Fronts;
using SeeSupport.WebFront.Security;

namespace SeeSupport.WebFront.Hubs;

/// <summary>Hands signals to their session, from the page that the participant uses and from no other.</summary>
internal sealed class Signals(IGrainFactory grains)
{
    private static readonly Problem SupersededAgent =
        new("superseded", "This session is open in another window. Go on there, or open it here again.");

    private static readonly Problem SupersededConsumer =
        new("superseded", "This visit goes on in another tab. Close this one, or reload it.");

    /// <summary>A signal for the consumer.</summary>
    public Task FromAgent(FrontConnection connection, string agentId, string sessionId, string payload) =>
        AgentsOwn(connection, sessionId).SignalConsumer(agentId, payload);

    /// <summary>A signal for the agent.</summary>
    public Task FromConsumer(FrontConnection connection, ConsumerTicket ticket, string payload) =>
        ConsumersOwn(connection, ticket).SignalAgent(ticket.Consumer, payload);

    /// <summary>The session, if the agent's page has not been superseded there.</summary>
    public ISessionGrain AgentsOwn(FrontConnection connection, string sessionId) =>
        connection.IsSuperseded(sessionId) ? throw new SeeSupportException(SupersededAgent) : Session(sessionId);

    /// <summary>The session, if the consumer's page has not been superseded there.</summary>
    public ISessionGrain ConsumersOwn(FrontConnection connection, ConsumerTicket ticket) =>
        connection.IsSuperseded(ticket.SessionId) ? throw new SeeSupportException(SupersededConsumer) : Session(ticket.SessionId);

    /// <summary>A session by its id; what cannot be one does not become a grain.</summary>
    public ISessionGrain Session(string sessionId) =>
        SessionIds.IsWellFormed(sessionId) ? grains.GetGrain<ISessionGrain>(sessionId) : throw new SeeSupportException(Problems.SessionUnknown);
}
