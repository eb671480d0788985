using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SeeSupport.Codes;
using SeeSupport.Consents;
using SeeSupport.Devices;
using SeeSupport.Fronts;
using SeeSupport.Invites;
using SeeSupport.Media;
using SeeSupport.Pictures;
using SeeSupport.Ports;
using SeeSupport.Recordings;
using SeeSupport.Telemetry;
using SeeSupport.Texts;

namespace SeeSupport.Sessions;

/// <inheritdoc cref="ISessionGrain"/>
/// <remarks>
/// Each command: take what is stored, apply the rules of <see cref="Session"/>, store the outcome with one write, tell the participants.
/// What is only of the moment (signals, figures) passes through without a write.
/// </remarks>
internal sealed partial class SessionGrain(
    [PersistentState("session")] IPersistentState<SessionState> stored,
    IInviteSender sender,
    ITextSender texts,
    IIceServers iceServers,
    ISessionRecords records,
    IPictureStore pictures,
    IOptions<SessionOptions> options,
    IOptions<CodeOptions> codeOptions,
    IOptions<InviteOptions> inviteOptions,
    IOptions<PictureOptions> pictureOptions,
    IOptions<TextOptions> textOptions,
    TimeProvider time,
    ILogger<SessionGrain> log) : Grain, ISessionGrain, IRemindable
{
    private const int MostLinesAtOnce = 500;
    private const int CodeAttempts = 8;

    private string _id = "";

    private DateTimeOffset Now => time.GetUtcNow();

    public async Task<AgentSnapshot> Start(StartSession command)
    {
        if (_state.Exists())
        {
            if (_state.StartOperation != command.OperationId || _state.AgentId != command.AgentId)
                throw new SeeSupportException(Problems.SessionNotYours);
            return command.Address is { } again ? await AttachAgent(command.AgentId, again) : await LookAt(Rules());
        }

        // The reminder comes before the session: none is ever without what wakes it, and one that wakes nobody ends itself.
        var (reminder, number, code) = (RegisterReminder(), GrainFactory.GetGrain<ISessionNumbersGrain>("global").Next(), ReserveCode());
        await Task.WhenAll(reminder, number, code);
        var session = Rules();
        session.Start(command, await number, (await code).Digits, (await code).ExpiresAt);
        return await LookAt(session, command.Address, (await code).Digits);
    }

    public Task<bool> IsOpen() => Task.FromResult(_state.IsOpen());

    public async Task<AgentSnapshot> AttachAgent(string agentId, ConnectionAddress address)
    {
        var session = Rules();
        session.AttachAgent(agentId, address);
        return await LookAt(session, address);
    }

    public async Task<ConsumerSnapshot> Arrive(Arrive command)
    {
        var session = Rules();
        var device = session.Arrive(command, DeviceReader.Read(command.Hints));
        await Keep(session);
        return Snapshot(device);
    }

    public async Task<ConsumerSnapshot> AttachConsumer(ConsumerIdentity consumer, ConnectionAddress address)
    {
        var session = Rules();
        var device = session.AttachConsumer(consumer, address);
        await Keep(session, answered: address);
        return Snapshot(device);
    }

    public async Task<ConsumerSnapshot> Join(ConsumerIdentity consumer, Guid operationId, ConnectionAddress address)
    {
        var session = Rules();
        var code = session.CodeToSpend(consumer);
        if (code is not null && !await GrainFactory.GetGrain<IConnectionCodeGrain>(code).Redeem(_id, consumer.DeviceKeyHash))
            throw new SeeSupportException(Problems.SessionTaken);
        var joinedBefore = _state.Joined;
        var device = session.Join(consumer, address);
        await Keep(session, answered: address);
        if (joinedBefore != device.KeyHash)
            CountJoin(device, code);
        return Snapshot(device);
    }

    public Task Detach(ParticipantRole role, string connectionId)
    {
        var session = Rules();
        session.Detach(role, connectionId);
        return Keep(session);
    }

    public Task Silent(ParticipantRole role, string connectionId, TimeSpan silence)
    {
        var session = Rules();
        session.Silent(role, connectionId, silence);
        return Keep(session);
    }

    public Task<bool> Reaches(ParticipantRole role, string connectionId)
    {
        var reaches = role == ParticipantRole.Agent ? [_state.Agent] : _state.Devices.Select(device => device.Reach);
        return Task.FromResult(reaches.Any(reach => reach.Address?.ConnectionId == connectionId));
    }

    public Task FrontLost(string frontId)
    {
        var session = Rules();
        session.FrontLost(frontId);
        return Keep(session);
    }

    public Task SignalConsumer(string agentId, string payload)
    {
        // Asked this way first because it costs nothing; the rules give the reason when it is no.
        if (_joined is null || _state.AgentId != agentId || !_state.IsOpen())
            Rules().OpenForJoined(agentId);
        Relay(_joined!.Reach.Address, _forConsumer, payload);
        return Task.CompletedTask;
    }

    public Task SignalAgent(ConsumerIdentity consumer, string payload)
    {
        if (_state.Joined != consumer.DeviceKeyHash || !_state.IsOpen())
            Rules().OpenForJoined(consumer);
        Relay(_state.Agent.Address, _forAgent, payload);
        return Task.CompletedTask;
    }

    public Task<IceConfiguration> AgentIce(string agentId)
    {
        Rules().OpenForJoined(agentId);
        return Task.FromResult(iceServers.Issue(_id, ParticipantRole.Agent));
    }

    public Task<IceConfiguration> ConsumerIce(ConsumerIdentity consumer)
    {
        Rules().OpenForJoined(consumer);
        return Task.FromResult(iceServers.Issue(_id, ParticipantRole.Consumer));
    }

    public Task Report(ConsumerIdentity consumer, ReportStep step)
    {
        var session = Rules();
        session.Report(consumer, step);
        return Keep(session);
    }

    public async Task ReportAgentMedia(string agentId, MediaReport report)
    {
        var (before, sane, session) = (_state, report.Sane(), Rules());
        session.ReportAgentMedia(agentId, sane);
        await Keep(session);
        CountMedia(AgentRole, sane);
        CountPicture(before, sane);
    }

    public async Task ReportConsumerMedia(ConsumerIdentity consumer, MediaReport report)
    {
        var (before, sane, session) = (_state, report.Sane(), Rules());
        var kept = session.ReportConsumerMedia(consumer, sane);
        if (session.Changed)
            await Keep(session);
        else
            SetState(_state with { Media = kept });
        CountMedia(ConsumerRole, sane);
        CountPicture(before, sane);
    }

    public async Task<SessionEvent> AgentSays(string agentId, Guid operationId, string text)
    {
        var session = Rules();
        session.OwnedBy(agentId);
        if (session.WasDone(operationId, nameof(AgentSays), out var line))
            return await Line(line!);
        return await KeepLine(session, session.AgentSays(agentId, text), operationId, nameof(AgentSays));
    }

    public async Task<SessionEvent> ConsumerSays(ConsumerIdentity consumer, Guid operationId, string text)
    {
        var session = Rules();
        session.Acting(consumer);
        if (session.WasDone(operationId, nameof(ConsumerSays), out var line))
            return await Line(line!);
        return await KeepLine(session, session.ConsumerSays(consumer, text), operationId, nameof(ConsumerSays));
    }

    public async Task SetPaused(ConsumerIdentity consumer, Guid operationId, bool paused)
    {
        var session = Rules();
        session.Acting(consumer);
        if (session.WasDone(operationId, nameof(SetPaused), out _))
            return;
        session.SetPaused(consumer, paused);
        session.Done(operationId, nameof(SetPaused));
        await Keep(session);
    }

    public async Task SetHold(string agentId, Guid operationId, bool onHold)
    {
        var session = Rules();
        session.OwnedBy(agentId);
        if (session.WasDone(operationId, nameof(SetHold), out _))
            return;
        session.SetHold(agentId, onHold);
        session.Done(operationId, nameof(SetHold));
        await Keep(session);
    }

    public async Task AskConsent(string agentId, Guid operationId, ConsentSubject subject)
    {
        var session = Rules();
        session.OwnedBy(agentId);
        if (session.WasDone(operationId, nameof(AskConsent), out _))
            return;
        session.AskConsent(agentId, subject);
        session.Done(operationId, nameof(AskConsent));
        await Keep(session);
    }

    public async Task EndConsent(string agentId, Guid operationId, ConsentSubject subject)
    {
        var session = Rules();
        session.OwnedBy(agentId);
        if (session.WasDone(operationId, nameof(EndConsent), out _))
            return;
        session.EndConsent(agentId, subject);
        session.Done(operationId, nameof(EndConsent));
        await Keep(session);
    }

    public async Task AnswerConsent(ConsumerIdentity consumer, Guid operationId, ConsentSubject subject, bool agreed, string? troubleCode)
    {
        var session = Rules();
        session.Acting(consumer);
        if (session.WasDone(operationId, nameof(AnswerConsent), out _))
            return;
        session.AnswerConsent(consumer, subject, agreed, troubleCode);
        session.Done(operationId, nameof(AnswerConsent));
        await Keep(session);
    }

    public Task BeginRecording(string agentId, string recordingId)
    {
        var session = Rules();
        session.BeginRecording(agentId, recordingId);
        return Keep(session);
    }

    public Task<RecordingView> FindRecording(string agentId, string recordingId, bool toAppend) =>
        Task.FromResult(Rules().FindRecording(agentId, recordingId, toAppend));

    public Task KeepRecording(string agentId, string recordingId, long bytes, TimeSpan duration)
    {
        var session = Rules();
        session.KeepRecording(agentId, recordingId, bytes, duration);
        return Keep(session);
    }

    public async Task<AgentView> RenewCode(string agentId, Guid operationId)
    {
        var session = Rules();
        session.OwnedBy(agentId);
        if (!session.WasDone(operationId, nameof(RenewCode), out _))
        {
            session.CheckRenewCode(agentId);
            var code = await ReserveCode();
            session.RenewCode(agentId, code.Digits, code.ExpiresAt);
            session.Done(operationId, nameof(RenewCode));
            await Keep(session, reserved: code.Digits);
        }

        return _state.ForAgent(_id);
    }

    public async Task<InviteView> Invite(string agentId, SendInvite command)
    {
        var session = Rules();
        session.OwnedBy(agentId);
        if (session.WasDone(command.OperationId, nameof(Invite), out var known))
            return _state.Invites.First(each => each.InviteId == known);
        session.CheckInvite(agentId, inviteOptions.Value.PerSession);
        var to = sender.Normalize(command.Channel, command.To);
        if (command.Channel == InviteChannel.Phone)
            await WriteTo(to);
        var budgets = await TakeBudgets(command.Channel, to, agentId);
        var invite = session.Invite(agentId, command, to);
        session.Done(command.OperationId, nameof(Invite), invite.InviteId);
        try
        {
            await Keep(session);
        }
        catch (SeeSupportException)
        {
            await GiveBack(budgets);
            throw;
        }

        if (Activity.Current is { } activity)
            _traces[invite.InviteId] = activity.Context;
        return invite;
    }

    public Task InviteReported(string inviteId, DeliveryReport report)
    {
        var session = Rules();
        session.InviteReported(inviteId, report);
        return Keep(session);
    }

    public async Task<AgentView> Close(string agentId, CloseSession command)
    {
        var session = Rules();
        session.OwnedBy(agentId);
        if (!session.WasDone(command.OperationId, nameof(Close), out _))
        {
            session.Close(agentId, command);
            session.Done(command.OperationId, nameof(Close));
            await Keep(session);
        }

        return _state.ForAgent(_id);
    }

    public Task Leave(ConsumerIdentity consumer, bool final)
    {
        var session = Rules();
        session.Leave(consumer, final);
        return Keep(session);
    }

    public async Task<AgentSnapshot> Reopen(string agentId, Guid operationId)
    {
        var session = Rules();
        session.OwnedBy(agentId);
        if (session.WasDone(operationId, nameof(Reopen), out _))
            return await LookAt(session);
        session.CheckReopen(agentId);
        _reopening = true;
        try
        {
            await RegisterReminder();
            var code = await ReserveCode();
            session.Reopen(agentId, code.Digits, code.ExpiresAt);
            session.Done(operationId, nameof(Reopen));
            return await LookAt(session, reserved: code.Digits);
        }
        finally
        {
            _reopening = false;
            SetTimers();
        }
    }

    public async Task<ImmutableArray<SessionEvent>> ReadLog(string agentId, long after)
    {
        Rules().OwnedBy(agentId);
        var tail = _state.Tail;
        var newest = tail.Where(line => line.Sequence > after);
        if (tail.IsEmpty || after >= tail[0].Sequence - 1)
            return [.. newest.Take(MostLinesAtOnce)];
        var older = await ReadRecords(after, MostLinesAtOnce);
        return [.. older.Where(line => line.Sequence < tail[0].Sequence).Concat(newest).Take(MostLinesAtOnce)];
    }

    private Session Rules() => new(_id, _state, Now, options.Value);

    /// <summary>Keeps what was done and shows the agent the whole session, with a new link into it.</summary>
    private async Task<AgentSnapshot> LookAt(Session session, ConnectionAddress? answered = null, string? reserved = null)
    {
        var link = session.Outcome.IsOpen() ? session.MintLink() : null;
        await Keep(session, answered, reserved);
        return new(_state.ForAgent(_id), _state.Tail, link);
    }

    private ConsumerSnapshot Snapshot(Device device) =>
        new(_state.ForConsumer(_id, _state.Find(device.KeyHash) ?? device), _state.Tail.ForConsumer());

    private async Task<SessionEvent> KeepLine(Session session, SessionEvent line, Guid operationId, string command)
    {
        session.Done(operationId, command, line.Sequence.ToString(CultureInfo.InvariantCulture));
        await Keep(session);
        return line;
    }

    private async Task<SessionEvent> Line(string sequence)
    {
        var number = long.Parse(sequence, CultureInfo.InvariantCulture);
        return _state.Tail.FirstOrDefault(line => line.Sequence == number)
            ?? (await ReadRecords(number - 1, 1)).FirstOrDefault()
            ?? throw new SeeSupportException(Problems.RecordsUnavailable);
    }

    private async Task<ImmutableArray<SessionEvent>> ReadRecords(long after, int limit)
    {
        try
        {
            return await records.ReadLog(_id, after, limit, CancellationToken.None);
        }
        catch (Exception problem) when (problem is not SeeSupportException)
        {
            LogNotRead(problem, _id);
            throw new SeeSupportException(Problems.RecordsUnavailable);
        }
    }

    private async Task<(string Digits, DateTimeOffset ExpiresAt)> ReserveCode()
    {
        var expiresAt = Now + codeOptions.Value.Life;
        for (var attempt = 0; attempt < CodeAttempts; attempt++)
        {
            var code = CodeGenerator.Next();
            if (await GrainFactory.GetGrain<IConnectionCodeGrain>(code).Reserve(_id, expiresAt))
                return (code, expiresAt);
        }

        throw new SeeSupportException(Problems.CodesExhausted);
    }

    /// <summary>Takes an invite from every budget, or from none.</summary>
    private async Task<IInviteBudgetGrain[]> TakeBudgets(InviteChannel channel, string to, string agentId)
    {
        var budgets = InviteBudgetKeys.Of(channel, to, agentId, inviteOptions.Value)
            .Select(key => GrainFactory.GetGrain<IInviteBudgetGrain>(key)).ToArray();
        for (var taken = 0; taken < budgets.Length; taken++)
        {
            Problem? problem;
            try
            {
                problem = await budgets[taken].Take();
            }
            catch (SeeSupportException)
            {
                await GiveBack(budgets[..taken]);
                throw;
            }

            if (problem is null)
                continue;
            await GiveBack(budgets[..taken]);
            throw new SeeSupportException(problem);
        }

        return budgets;
    }

    private async Task GiveBack(IInviteBudgetGrain[] budgets)
    {
        foreach (var budget in budgets)
        {
            try
            {
                await budget.GiveBack();
            }
            catch (Exception problem)
            {
                // One invite fewer until the hour ends.
                LogNotGivenBack(problem, _id);
            }
        }
    }

    private void CountJoin(Device device, string? code)
    {
        if (code is not null)
            SeeSupportTelemetry.CodesRedeemed.Add(1);
        if (_state.Invites.FirstOrDefault(invite => invite.InviteId == device.InviteId) is not { } invite)
            return;
        CountInvite(invite.Channel, "joined");
        _ = Tell();

        async Task Tell()
        {
            try
            {
                await GrainFactory.GetGrain<IInviteBudgetGrain>(InviteBudgetKeys.Global).Joined();
            }
            catch (Exception problem)
            {
                LogNotGivenBack(problem, _id);
            }
        }
    }

    /// <summary>Counts what became of invites by a command.</summary>
    private void CountInvites(SessionState before)
    {
        if (before.Invites == _state.Invites)
            return;
        foreach (var invite in _state.Invites)
        {
            var known = before.Invites.FirstOrDefault(each => each.InviteId == invite.InviteId);
            if (known?.State != invite.State && invite.State != InviteState.Sending)
                CountInvite(invite.Channel, Words.Of(invite.State));
            if (invite.Opened && known is { Opened: false })
                CountInvite(invite.Channel, "opened");
        }
    }

    private static void CountInvite(InviteChannel channel, string outcome) => SeeSupportTelemetry.Invites.Add(
        1, new KeyValuePair<string, object?>("seesupport.channel", Words.Of(channel)), SeeSupportTelemetry.Outcome(outcome));

    private static void CountMedia(KeyValuePair<string, object?> role, MediaReport report)
    {
        if (report.RoundTripMs is { } roundTrip)
            SeeSupportTelemetry.MediaRoundTrip.Record(roundTrip / 1000, role);
        if (report.Loss is { } loss)
            SeeSupportTelemetry.MediaLoss.Record(loss, role);
        if (report.FrameRate is { } frameRate)
            SeeSupportTelemetry.MediaFrameRate.Record(frameRate, role);
    }

    private void CountPicture(SessionState before, MediaReport report)
    {
        var found = before.Picture == Picture.None && _state.Picture == Picture.Live;
        var lost = _state.JoinedDevice()?.Step == ConsumerStep.NoRoute && before.JoinedDevice()?.Step != ConsumerStep.NoRoute;
        if (found || lost)
        {
            SeeSupportTelemetry.IceOutcomes.Add(
                1,
                new KeyValuePair<string, object?>("seesupport.route", found ? Words.Of(report.Route) : "none"),
                new KeyValuePair<string, object?>("network.transport", report.Transport ?? "unknown"));
        }

        if (found && _state.JoinedAt is { } joinedAt)
            SeeSupportTelemetry.JoinDuration.Record((Now - joinedAt).TotalSeconds);
        if (before.LiveAt is null && _state.LiveAt is { } liveAt)
            SeeSupportTelemetry.ConnectDuration.Record((liveAt - _state.StartedAt).TotalSeconds);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The log of session {SessionId} could not be read from the records")]
    private partial void LogNotRead(Exception problem, string sessionId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "An invite budget could not be told what became of an invite of session {SessionId}")]
    private partial void LogNotGivenBack(Exception problem, string sessionId);
}
