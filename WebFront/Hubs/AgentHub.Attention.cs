using SeeSupport.Sessions;

namespace SeeSupport.WebFront.Hubs;

/// <content>Calling for the consumer's attention, and writing down whose case it is.</content>
internal sealed partial class AgentHub
{
    /// <summary>The agent calls for the consumer's attention.</summary>
    public Task<SessionEvent> Buzz(string sessionId, Guid operationId) => Session(sessionId).Buzz(AgentId, operationId);

    /// <summary>The agent writes down whose case this is.</summary>
    public Task<AgentView> Describe(string sessionId, DescribeSession command) => Session(sessionId).Describe(AgentId, command);
}
