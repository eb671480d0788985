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

    /// <summary>How long a session may take to say whether it is open; one that does not say counts as open.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Whether the list holds only sessions that are open: a process that died may have left others in it.</summary>
    private bool _checked;

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
        catch
        {
            // Whether there is a session now is found out when the list is next asked for.
            _checked = false;
            throw;
        }
    }

    public async Task<ImmutableArray<string>> Open()
    {
        if (!_checked)
        {
            var listed = stored.State.Open;
            var open = await Task.WhenAll(listed.Select(IsOpen));
            if (open.Contains(false))
                await Keep(stored.State with { Open = [.. listed.Where((_, i) => open[i])] });
            _checked = true;
        }

        return stored.State.Open;
    }

    public Task Closed(string sessionId) => stored.State.Open.Contains(sessionId)
        ? Keep(stored.State with { Open = stored.State.Open.Remove(sessionId) })
        : Task.CompletedTask;

    public Task Reopened(string sessionId) => stored.State.Open.Contains(sessionId)
        ? Task.CompletedTask
        : Keep(stored.State with { Open = stored.State.Open.Add(sessionId) });

    /// <summary>Remembers which session a start leads to before there is one, so that a repeat can only lead to the same.</summary>
    private async Task<string> Reserve(Guid operationId)
    {
        if (options.Value.MostOpenPerAgent is > 0 and var most && (await Open()).Length >= most)
            throw new SeeSupportException(Problems.SessionLimit);
        var state = stored.State;
        var sessionId = RandomId.New();
        var starts = state.Starts.Length < MostStarts ? state.Starts : state.Starts.RemoveAt(0);
        await Keep(state with
        {
            Open = state.Open.Add(sessionId),
            Starts = starts.Add(new() { Id = operationId, Command = nameof(Start), Subject = sessionId }),
        });
        return sessionId;
    }

    private async Task<bool> IsOpen(string sessionId)
    {
        try
        {
            return await GrainFactory.GetGrain<ISessionGrain>(sessionId).IsOpen().WaitAsync(Patience);
        }
        catch (Exception problem)
        {
            LogNotAsked(problem, sessionId);
            return true;
        }
    }

    private Task Keep(AgentState next) => stored.Keep(next, this, log);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Session {SessionId} could not be asked whether it is open")]
    private partial void LogNotAsked(Exception problem, string sessionId);
}
