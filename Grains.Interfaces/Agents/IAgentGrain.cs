using System.Collections.Immutable;
using SeeSupport.Fronts;
using SeeSupport.Sessions;

namespace SeeSupport.Agents;

/// <summary>An agent's open sessions and limits. Key: agent id.</summary>
[Alias("SeeSupport.IAgentGrain")]
public interface IAgentGrain : IGrainWithStringKey
{
    /// <summary>Starts a session; a repeat with the same operation id gets the same one. Refused: <c>session-limit</c>.</summary>
    [Alias("Start")]
    Task<AgentSnapshot> Start(Guid operationId, string agentName, ConnectionAddress? address, string? externalId);

    /// <summary>Ids of the open sessions, oldest first.</summary>
    [Alias("Open")]
    Task<ImmutableArray<string>> Open();

    /// <summary>A session was closed.</summary>
    [Alias("Closed")]
    Task Closed(string sessionId);

    /// <summary>A closed session was opened again.</summary>
    [Alias("Reopened")]
    Task Reopened(string sessionId);
}
