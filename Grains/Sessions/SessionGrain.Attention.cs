namespace SeeSupport.Sessions;

/// <content>Calling for the consumer's attention, and writing down whose case it is and what came of it.</content>
internal sealed partial class SessionGrain
{
    public async Task<SessionEvent> Buzz(string agentId, Guid operationId)
    {
        var session = Rules();
        session.OwnedBy(agentId);
        if (session.WasDone(operationId, nameof(Buzz), out var line))
            return await Line(line!);
        return await KeepLine(session, session.Buzz(agentId), operationId, nameof(Buzz));
    }

    public Task BuzzNoticed(ConsumerIdentity consumer, long sequence, BuzzNotice notice)
    {
        var session = Rules();
        session.BuzzNoticed(consumer, sequence, notice);
        return Keep(session);
    }

    public async Task<AgentView> Describe(string agentId, DescribeSession command)
    {
        var session = Rules();
        session.OwnedBy(agentId);
        if (!session.WasDone(command.OperationId, nameof(Describe), out _))
        {
            session.Describe(agentId, command);
            session.Done(command.OperationId, nameof(Describe));
            await Keep(session);
        }

        return _state.ForAgent(_id);
    }

    public async Task<AgentView> WriteNote(string agentId, Guid operationId, string? note)
    {
        var session = Rules();
        session.OwnedBy(agentId);
        if (!session.WasDone(operationId, nameof(WriteNote), out _))
        {
            session.WriteNote(agentId, note);
            session.Done(operationId, nameof(WriteNote));
            await Keep(session);
        }

        return _state.ForAgent(_id);
    }
}
