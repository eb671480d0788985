using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using SeeSupport.Agents;
using SeeSupport.Codes;
using SeeSupport.Invites;
using SeeSupport.Ports;
using SeeSupport.Telemetry;

namespace SeeSupport.Sessions;

/// <content>
/// What follows from commands and need not be awaited by anybody: filing, freeing codes, telling the agent's grain, sending invites.
/// What is still to be done is part of the stored state, so a restart forgets none of it; doing it twice changes nothing, except for
/// sending, which is therefore stored before it begins.
/// </content>
internal sealed partial class SessionGrain
{
    private const int FileAtOnce = 64;

    private readonly Dictionary<string, Task<DeliveryReport>> _sending = [];
    private readonly Dictionary<string, ActivityContext> _traces = [];
    private IGrainTimer? _afterwards;
    private bool _inAfterwards;
    private DateTimeOffset? _unfiledSince;
    private DateTimeOffset? _againAt;
    private long _filedVersion;

    /// <summary>When there is something to do afterwards; null when there is nothing.</summary>
    private DateTimeOffset? NextAfterwards()
    {
        if (!_state.Exists() || _inAfterwards)
            return null;
        if (_state.AgentUntold || !_state.CodesToFree.IsEmpty || !_state.FilesToDelete.IsEmpty)
            return Later(Now, _againAt);
        if (_filedVersion >= _state.Version)
        {
            _unfiledSince = null;
            return null;
        }

        _unfiledSince ??= Now;
        var now = !_state.IsOpen() || _state.LastSequence() - _state.FiledThrough >= FileAtOnce;
        return Later(now ? Now : _unfiledSince + options.Value.FileEvery, _againAt);
    }

    /// <summary>Interleaves with commands: none of them waits for the records.</summary>
    private async Task Afterwards()
    {
        if (_inAfterwards)
            return;
        _inAfterwards = true;
        try
        {
            await TellAgentGrain();
            foreach (var code in _state.CodesToFree)
            {
                await GrainFactory.GetGrain<IConnectionCodeGrain>(code).Release(_id);
                SetState(_state with { CodesToFree = _state.CodesToFree.Remove(code) });
            }

            await File(CancellationToken.None);
            await DeleteFiles();
            if (!_state.IsOpen() && !_reopening)
                await Rest();
            _againAt = null;
        }
        catch (Exception problem)
        {
            LogAfterwardsFailed(problem, _id);
            _againAt = Now + RetryAfter;
        }
        finally
        {
            _inAfterwards = false;
            SetTimers();
        }
    }

    private async Task TellAgentGrain()
    {
        if (!_state.AgentUntold)
            return;
        var open = _state.IsOpen();
        var agent = GrainFactory.GetGrain<IAgentGrain>(_state.AgentId);
        await (open ? agent.Reopened(_id) : agent.Closed(_id));
        if (_state.IsOpen() == open)
            SetState(_state with { AgentUntold = false });
    }

    /// <summary>Files the session as it is now, with the lines that are not in the records yet.</summary>
    private async Task File(CancellationToken cancellation)
    {
        var state = _state;
        if (_filedVersion >= state.Version)
            return;
        ImmutableArray<SessionEvent> lines = [.. state.Tail.Where(line => line.Sequence > state.FiledThrough)];
        _unfiledSince = null;
        await records.File(new() { View = state.ForAgent(_id) with { Code = null, CodeExpiresAt = null } }, lines, cancellation);
        _filedVersion = state.Version;
        if (!lines.IsEmpty)
            SetState(_state with { FiledThrough = Math.Max(_state.FiledThrough, lines[^1].Sequence) });
    }

    private async Task FileNow(CancellationToken cancellation)
    {
        try
        {
            await File(cancellation);
        }
        catch (Exception problem)
        {
            // The lines are in the stored state; the next activation files them.
            LogAfterwardsFailed(problem, _id);
        }
    }

    private void Send(InviteMessage message) =>
        Send("invite", Words.Of(message.Channel), message.InviteId, () => sender.Send(message, CancellationToken.None));

    /// <summary>Hands something to its channel without holding up the session.</summary>
    private void Send(string what, string channel, string id, Func<Task<DeliveryReport>> send)
    {
        _traces.Remove(id, out var trace);
        var sending = Task.Run(async () =>
        {
            using var activity = SeeSupportTelemetry.Activities.StartActivity($"send {what}", ActivityKind.Internal, trace);
            activity?.SetTag("seesupport.channel", channel);
            return await send();
        });
        _sending[id] = sending;
        _ = ReportSent(id, sending);
    }

    private async Task ReportSent(string inviteId, Task<DeliveryReport> sending)
    {
        var report = await Outcome(sending);
        while (_sending.ContainsKey(inviteId))
        {
            try
            {
                await this.AsReference<ISessionGrain>().InviteReported(inviteId, report);
                _sending.Remove(inviteId);
            }
            catch (SeeSupportException problem)
            {
                LogAfterwardsFailed(problem, _id);
                await Task.Delay(RetryAfter, time);
            }
            catch (Exception problem)
            {
                // The grid is stopping: what it came to is stored by this activation itself.
                LogAfterwardsFailed(problem, _id);
                return;
            }
        }
    }

    private async Task<DeliveryReport> Outcome(Task<DeliveryReport> sending)
    {
        try
        {
            return await sending;
        }
        catch (Exception problem)
        {
            LogNotSent(problem, _id);
            return new() { State = InviteState.Failed, Problem = Problems.InviteOutcomeUnknown };
        }
    }

    /// <summary>Waits for what is on its way out, so that a stop leaves nobody wondering whether it was sent.</summary>
    private async Task FinishSending(CancellationToken cancellation)
    {
        if (_sending.Count == 0)
            return;
        var session = Rules();
        foreach (var (inviteId, sending) in _sending.ToList())
        {
            if (await Task.WhenAny(sending, Task.Delay(Timeout.Infinite, cancellation)) == sending)
                session.InviteReported(inviteId, await Outcome(sending));
        }

        _sending.Clear();
        if (session.Changed)
            await Store(session.Outcome);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Something that follows from a command in session {SessionId} failed; it is tried again")]
    private partial void LogAfterwardsFailed(Exception problem, string sessionId);

    [LoggerMessage(Level = LogLevel.Error, Message = "An invite of session {SessionId} ended in a way that its channel does not explain")]
    private partial void LogNotSent(Exception problem, string sessionId);
}
