using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SeeSupport.Fronts;
using SeeSupport.Sessions;
using SeeSupport.Storage;

namespace SeeSupport.Agents;

/// <inheritdoc cref="IAgentGrain"/>
internal sealed partial class AgentGrain(
    [PersistentState("agent")] IPersistentState<AgentState> stored, IOptions<SessionOptions> options, ILogger<AgentGrain> log)
    : Grain, IAgentGrain
{
    private const int MostStarts = 32;

    public async Task<AgentSnapshot> Start(Guid operationId, string agentName, ConnectionAddress? address, string? externalId)
    {
        var known = stored.State.Starts.FirstOrDefault(start => start.Id == operationId && operationId != Guid.Empty);
        var sessionId = known?.Subject ?? await Reserve(operationId);
        try
        {
            var started = await GrainFactory.GetGrain<ISessionGrain>(sessionId).Start(new()
            {
                OperationId = operationId,
                AgentId = this.GetPrimaryKeyString(),
                AgentName = agentName,
                Address = address,
                ExternalId = externalId,
            });
            if (started.View.EndReason is null)
                await Reopened(sessionId);
            return started;
        }
        catch (SeeSupportException) when (known is null)
        {
            await GiveBack(sessionId);
            throw;
        }
    }

    public Task<ImmutableArray<string>> Open() => Task.FromResult(stored.State.Open);

    public Task Closed(string sessionId) => stored.State.Open.Contains(sessionId)
        ? Keep(stored.State with { Open = stored.State.Open.Remove(sessionId) })
        : Task.CompletedTask;

    public Task Reopened(string sessionId) => stored.State.Open.Contains(sessionId)
        ? Task.CompletedTask
        : Keep(stored.State with { Open = stored.State.Open.Add(sessionId) });

    /// <summary>Remembers which session a start leads to before there is one, so that a repeat can only lead to the same.</summary>
    private async Task<string> Reserve(Guid operationId)
    {
        var state = stored.State;
        if (options.Value.MostOpenPerAgent is > 0 and var most && state.Open.Length >= most)
            throw new SeeSupportException(Problems.SessionLimit);
        var sessionId = RandomId.New();
        var starts = state.Starts.Length < MostStarts ? state.Starts : state.Starts.RemoveAt(0);
        await Keep(state with
        {
            Open = state.Open.Add(sessionId),
            Starts = starts.Add(new() { Id = operationId, Command = nameof(Start), Subject = sessionId }),
        });
        return sessionId;
    }

    private async Task GiveBack(string sessionId)
    {
        try
        {
            await Closed(sessionId);
        }
        catch (SeeSupportException problem)
        {
            // It is found out when somebody looks for the session.
            LogNotGivenBack(problem, sessionId);
        }
    }

    private Task Keep(AgentState next) => stored.Keep(next, this, log);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Session {SessionId} never began, but is still listed as open")]
    private partial void LogNotGivenBack(Exception problem, string sessionId);
}
