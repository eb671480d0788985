using SeeSupport.Sessions;

namespace SeeSupport.WebFront.Hubs;

/// <content>Calling for the consumer's attention, and writing down whose case it is and what came of it.</content>
internal sealed partial class AgentHub
{
    /// <summary>The agent calls for the consumer's attention.</summary>
    public Task<SessionEvent> Buzz(string sessionId, Guid operationId) => Session(sessionId).Buzz(AgentId, operationId);

    /// <summary>The agent writes down whose case this is.</summary>
    public Task<AgentView> Describe(string sessionId, DescribeSession command) => Session(sessionId).Describe(AgentId, command);

    /// <summary>The agent writes the note.</summary>
    public Task<AgentView> WriteNote(string sessionId, Guid operationId, string? note) => console.Value.Notes
        ? Session(sessionId).WriteNote(AgentId, operationId, note)
        : throw new SeeSupportException(Problems.NotesOff);
}
