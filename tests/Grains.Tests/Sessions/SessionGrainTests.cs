using SeeSupport.Grid.Tests;
using SeeSupport.Hosting;
using SeeSupport.Media;

namespace SeeSupport.Sessions;

public sealed class SessionGrainTests : IAsyncLifetime
{
    private TestGrid _grid = null!;

    public async ValueTask InitializeAsync() => _grid = await TestGrid.StartAsync();

    public ValueTask DisposeAsync() => _grid.DisposeAsync();

    [Fact]
    public async Task Session_GoesItsWholeWay_AndBothSidesHearOfEveryStep()
    {
        var desk = await _grid.StartSession();
        Assert.Equal(10_001, desk.Started.View.Number);
        Assert.Matches("^[0-9]{9}$", desk.Code);
        Assert.Matches("^[A-Za-z0-9_-]{22}$", desk.Started.LinkToken);
        Assert.Equal(desk.SessionId, await _grid.Code(desk.Code).Look());

        var phone = await desk.Arrive();
        await desk.Front.AgentHears(desk.ConnectionId, update => update.View.Device?.Label == "Android 15 · Pixel 9 · Chrome 141");
        var attached = await phone.Attach();
        Assert.Equal((SessionStatus.Arrived, false, "Ana"), (attached.View.Status, attached.View.Joined, attached.View.AgentName));
        var joined = await phone.Join();
        Assert.Equal((SessionStatus.Joining, true), (joined.View.Status, joined.View.Joined));
        Assert.Null(await _grid.Code(desk.Code).Look());

        await phone.Session.SignalAgent(phone.Identity, "offer");
        await desk.Session.SignalConsumer(desk.AgentId, "answer");
        await desk.Report(MediaState.Connected);
        await desk.Front.ConsumerHears(phone.ConnectionId, update => update.View.Status == SessionStatus.Live);
        await desk.Session.AgentSays(desk.AgentId, Guid.NewGuid(), "Hello");
        await desk.Front.ConsumerHears(phone.ConnectionId, update => update.Events.Any(line => line.Text == "Hello"));
        await phone.Session.ConsumerSays(phone.Identity, Guid.NewGuid(), "Hi");
        await desk.Front.AgentHears(desk.ConnectionId, update => update.Events.Any(line => line.Text == "Hi"));
        var closed = await desk.Close();

        Assert.Equal((SessionStatus.Closed, EndReason.Resolved), (closed.Status, closed.EndReason));
        await desk.Front.ConsumerHears(phone.ConnectionId, update => update.View.EndReason == EndReason.Resolved);
        await desk.Front.AgentHears(desk.ConnectionId, update => update.View.EndReason == EndReason.Resolved);
        await Eventually.TrueAsync(() => desk.Front.Signals.Count == 2);
        Assert.Equal([(desk.ConnectionId, "offer"), (phone.ConnectionId, "answer")], desk.Front.Signals);
        await Eventually.TrueAsync(async () => (await _grid.Agent(desk.AgentId).Open()).IsEmpty);
    }

    [Fact]
    public async Task Pushes_ComeInOrder_WithEveryLineOnce()
    {
        var desk = await _grid.StartSession();
        var phone = await desk.GoLive();
        for (var i = 0; i < 200; i++)
            await phone.Session.ConsumerSays(phone.Identity, Guid.NewGuid(), $"{i}");
        await desk.Front.AgentHears(desk.ConnectionId, update => update.Events.Any(line => line.Text == "199"));

        var updates = desk.Front.Agent.Select(each => each.Update).ToList();
        Assert.Equal(updates.Select(update => update.View.Version).Order(), updates.Select(update => update.View.Version));
        var lines = desk.Started.Events.Concat(updates.SelectMany(update => update.Events)).Select(line => line.Sequence).ToList();
        Assert.Equal(Enumerable.Range(1, lines.Count).Select(number => (long)number), lines);
    }

    [Fact]
    public async Task Start_GivesTheSameSession_WhenItIsRepeated()
    {
        var (operationId, address) = (Guid.NewGuid(), _grid.Front.Address("desk-1"));
        var first = await _grid.Agent("agent-1").Start(operationId, "Ana", address, "CRM-7");
        var again = await _grid.Agent("agent-1").Start(operationId, "Ana", address, "CRM-7");
        var other = await _grid.Agent("agent-1").Start(Guid.NewGuid(), "Ana", address, null);

        Assert.Equal((first.View.SessionId, first.View.Number, first.View.Code), (again.View.SessionId, again.View.Number, again.View.Code));
        Assert.Equal("CRM-7", again.View.ExternalId);
        Assert.NotEqual(first.View.SessionId, other.View.SessionId);
        Assert.Equal([first.View.SessionId, other.View.SessionId], await _grid.Agent("agent-1").Open());
    }

    [Fact]
    public async Task Start_IsRefused_WhenTheAgentHasAsManyAsAllowed()
    {
        await using var grid = await TestGrid.StartAsync(settings: new Dictionary<string, string?> { ["SeeSupport:Sessions:MostOpenPerAgent"] = "1" });
        var desk = await grid.StartSession();

        var refused = await Refused(() => grid.Agent(desk.AgentId).Start(Guid.NewGuid(), "Ana", null, null));
        Assert.Equal("session-limit", refused);

        await desk.Close();
        await Eventually.TrueAsync(async () => (await grid.Agent(desk.AgentId).Open()).IsEmpty);
        await grid.Agent(desk.AgentId).Start(Guid.NewGuid(), "Ana", null, null);
    }

    [Fact]
    public async Task EveryCommand_GetsItsFirstAnswer_WhenItIsRepeated()
    {
        var desk = await _grid.StartSession();
        var phone = await desk.GoLive();
        var (agentId, session) = (desk.AgentId, desk.Session);
        Guid Operation(int number) => new($"00000000-0000-0000-0000-{number:D12}");

        var said = await session.AgentSays(agentId, Operation(1), "Hello");
        var answered = await phone.Session.ConsumerSays(phone.Identity, Operation(2), "Hi");
        await session.SetPaused(phone.Identity, Operation(3), true);
        await session.SetPaused(phone.Identity, Operation(4), false);
        await session.SetHold(agentId, Operation(5), true);
        await session.SetHold(agentId, Operation(6), false);
        var renewed = await session.RenewCode(agentId, Operation(7));
        var invited = await desk.Invite(operationId: Operation(8));
        var lines = (await desk.Log()).Count(line => line.Kind is not EventKind.InviteSent);

        Assert.Equal(said.Sequence, (await session.AgentSays(agentId, Operation(1), "Hello")).Sequence);
        Assert.Equal(answered.Sequence, (await phone.Session.ConsumerSays(phone.Identity, Operation(2), "Hi")).Sequence);
        await session.SetPaused(phone.Identity, Operation(3), true);
        await session.SetHold(agentId, Operation(5), true);
        Assert.Equal(renewed.Code, (await session.RenewCode(agentId, Operation(7))).Code);
        Assert.Equal(invited.InviteId, (await desk.Invite(operationId: Operation(8))).InviteId);
        Assert.Equal(SessionStatus.Live, (await desk.Attach()).View.Status);
        Assert.Equal(lines, (await desk.Log()).Count(line => line.Kind is not EventKind.InviteSent));

        var closed = await desk.Close(Operation(9));
        Assert.Equal(closed.ClosedAt, (await desk.Close(Operation(9))).ClosedAt);
        var reopened = await session.Reopen(agentId, Operation(10));
        Assert.Equal(reopened.View.Code, (await session.Reopen(agentId, Operation(10))).View.Code);
        Assert.Equal(EndReason.Resolved, (await desk.Close(Operation(11))).EndReason);
        Assert.Equal(said.Sequence, (await session.AgentSays(agentId, Operation(1), "Hello")).Sequence);
    }

    [Fact]
    public async Task RepeatedChat_IsAnsweredFromTheRecords_WhenItsLineIsNoLongerHeld()
    {
        var desk = await _grid.StartSession();
        var operationId = Guid.NewGuid();
        var said = await desk.Session.AgentSays(desk.AgentId, operationId, "Hello");
        for (var i = 0; i < 28; i++)
        {
            await desk.Session.AgentSays(desk.AgentId, Guid.NewGuid(), $"{i}");
            await desk.Attach(connectionId: $"desk-{i}");
            await desk.Session.Detach(ParticipantRole.Agent, $"desk-{i}");
            await Eventually.TrueAsync(() =>
            {
                _grid.Clock.Advance(TimeSpan.FromSeconds(1));
                return _grid.Records.Log(desk.SessionId).Count() >= (2 * i) + 3;
            });
        }

        var snapshot = await desk.Attach();
        Assert.DoesNotContain(snapshot.Events, line => line.Sequence == said.Sequence);
        var again = await desk.Session.AgentSays(desk.AgentId, operationId, "Hello");

        Assert.Equal((said.Sequence, "Hello"), (again.Sequence, again.Text));
        Assert.Equal(Enumerable.Range(1, snapshot.Events.Length), (await desk.Log()).Take(snapshot.Events.Length).Select(line => (int)line.Sequence));
        Assert.Equal(snapshot.Events[^1].Sequence, (await desk.Log())[^1].Sequence);
    }

    [Fact]
    public async Task Strangers_AreRefused_Everywhere()
    {
        var desk = await _grid.StartSession();
        var phone = await desk.GoLive();
        var (session, stranger) = (desk.Session, new ConsumerIdentity("stranger", null));
        var address = _grid.Front.Address("stranger-1");

        Func<Task>[] asAgent =
        [
            () => session.AttachAgent("agent-2", address), () => session.SignalConsumer("agent-2", "x"), () => session.AgentIce("agent-2"),
            () => session.ReportAgentMedia("agent-2", new() { State = MediaState.Connected }), () => session.AgentSays("agent-2", Guid.NewGuid(), "x"),
            () => session.SetHold("agent-2", Guid.NewGuid(), true), () => session.RenewCode("agent-2", Guid.NewGuid()),
            () => session.Invite("agent-2", new() { OperationId = Guid.NewGuid(), To = "a@example.com", Channel = Invites.InviteChannel.Email }),
            () => session.Close("agent-2", new() { OperationId = Guid.NewGuid(), Outcome = EndReason.Resolved }),
            () => session.Reopen("agent-2", Guid.NewGuid()), () => session.ReadLog("agent-2", 0),
        ];
        Func<Task>[] asConsumer =
        [
            () => session.AttachConsumer(stranger, address), () => session.Join(stranger, Guid.NewGuid(), address),
            () => session.SignalAgent(stranger, "x"), () => session.ConsumerIce(stranger),
            () => session.Report(stranger, new() { Step = ConsumerStep.Connecting }),
            () => session.ReportConsumerMedia(stranger, new() { State = MediaState.Connected }),
            () => session.ConsumerSays(stranger, Guid.NewGuid(), "x"), () => session.SetPaused(stranger, Guid.NewGuid(), true),
            () => session.Leave(stranger, final: true),
        ];

        foreach (var call in asAgent)
            Assert.Equal("session-not-yours", await Refused(call));
        foreach (var call in asConsumer)
            Assert.Equal("session-taken", await Refused(call));
        Assert.Equal(SessionStatus.Live, (await phone.Attach()).View.Status);
    }

    [Fact]
    public async Task Ice_IsForThoseWhoJoined_EachWithCredentialsOfTheirOwn()
    {
        var desk = await _grid.StartSession();
        var phone = await desk.Arrive();
        await phone.Attach();
        Assert.Equal("nobody-joined", await Refused(() => desk.Session.AgentIce(desk.AgentId)));
        Assert.Equal("not-joined", await Refused(() => desk.Session.ConsumerIce(phone.Identity)));

        await phone.Join();

        Assert.Equal($"{desk.SessionId}:Agent", (await desk.Session.AgentIce(desk.AgentId)).IceServers[0].Username);
        Assert.Equal($"{desk.SessionId}:Consumer", (await desk.Session.ConsumerIce(phone.Identity)).IceServers[0].Username);
        await desk.Close();
        Assert.Equal("session-closed", await Refused(() => desk.Session.AgentIce(desk.AgentId)));
        Assert.Equal("session-over", await Refused(() => desk.Session.ConsumerIce(phone.Identity)));
    }

    [Fact]
    public async Task Console_IsSuperseded_ByAnotherOfTheSameAgent()
    {
        var desk = await _grid.StartSession();
        var snapshot = await desk.Attach(connectionId: "desk-second");
        await Eventually.TrueAsync(() => desk.Front.Replaced.Contains((desk.ConnectionId, desk.SessionId)));
        Assert.NotEqual(desk.Started.LinkToken, snapshot.LinkToken);

        var heard = desk.Front.Agent.Count(each => each.ConnectionId == desk.ConnectionId);
        await desk.Session.Detach(ParticipantRole.Agent, desk.ConnectionId);
        await desk.Arrive();

        await desk.Front.AgentHears("desk-second", update => update.View.Status == SessionStatus.Arrived && update.View.Agent == Presence.Here);
        Assert.Equal(heard, desk.Front.Agent.Count(each => each.ConnectionId == desk.ConnectionId));
    }

    [Fact]
    public async Task Signals_WaitInOrder_ForAPeerThatIsComingBack()
    {
        var desk = await _grid.StartSession();
        var phone = await desk.GoLive();
        await desk.Session.Detach(ParticipantRole.Consumer, phone.ConnectionId);
        for (var i = 0; i < 50; i++)
            await desk.Session.SignalConsumer(desk.AgentId, $"{i}");
        Assert.DoesNotContain(desk.Front.Signals, each => each.ConnectionId == phone.ConnectionId);

        await phone.Attach("phone-again");
        await desk.Session.SignalConsumer(desk.AgentId, "50");
        await Eventually.TrueAsync(() => desk.Front.Signals.Count(each => each.ConnectionId == "phone-again") == 51);

        Assert.Equal(Enumerable.Range(0, 51).Select(i => $"{i}"), desk.Front.Signals.Where(each => each.ConnectionId == "phone-again").Select(each => each.Payload));
    }

    [Theory]
    [InlineData(300, 10, 256)]
    [InlineData(20, 60_000, 4)]
    public async Task Signals_ThatWait_AreBounded_AndTheNewestStay(int count, int characters, int kept)
    {
        var desk = await _grid.StartSession();
        var phone = await desk.GoLive();
        await desk.Session.Detach(ParticipantRole.Agent, desk.ConnectionId);
        for (var i = 0; i < count; i++)
            await phone.Session.SignalAgent(phone.Identity, $"{i}".PadRight(characters));

        await desk.Attach(connectionId: "desk-again");
        await Eventually.TrueAsync(() => desk.Front.Signals.Any(each => each.Payload.TrimEnd() == $"{count - 1}"));

        Assert.Equal(
            Enumerable.Range(count - kept, kept).Select(i => $"{i}"),
            desk.Front.Signals.Where(each => each.ConnectionId == "desk-again").Select(each => each.Payload.TrimEnd()));
    }

    [Fact]
    public async Task Signal_IsRefused_WhenItIsTooLarge()
    {
        var desk = await _grid.StartSession();
        var phone = await desk.GoLive();

        Assert.Equal("signal-too-large", await Refused(() => phone.Session.SignalAgent(phone.Identity, new string('x', (64 * 1024) + 1))));
        Assert.Equal("signal-too-large", await Refused(() => phone.Session.SignalAgent(phone.Identity, new string('ü', (32 * 1024) + 1))));
        await phone.Session.SignalAgent(phone.Identity, new string('x', 64 * 1024));
        await phone.Session.SignalAgent(phone.Identity, new string('ü', 32 * 1024));
        await Eventually.TrueAsync(() => desk.Front.Signals.Count == 2);
    }

    [Fact]
    public async Task Signal_CostsNoWrite()
    {
        var desk = await _grid.StartSession();
        var phone = await desk.GoLive();
        var written = _grid.Faults.Written;
        for (var i = 0; i < 100; i++)
        {
            await phone.Session.SignalAgent(phone.Identity, "x");
            await desk.Session.SignalConsumer(desk.AgentId, "x");
        }

        Assert.Equal(written, _grid.Faults.Written);
    }

    [Fact]
    public async Task Figures_CostNoWrite_AndRideWithTheNextChange()
    {
        var desk = await _grid.StartSession();
        var phone = await desk.GoLive();
        MediaReport Figures(double roundTrip) => new() { State = MediaState.Connected, Route = MediaRoute.Direct, RoundTripMs = roundTrip };
        await phone.Session.ReportConsumerMedia(phone.Identity, Figures(10));
        var written = _grid.Faults.Written;
        for (var i = 11; i < 50; i++)
            await phone.Session.ReportConsumerMedia(phone.Identity, Figures(i));
        Assert.Equal(written, _grid.Faults.Written);

        await phone.Session.ConsumerSays(phone.Identity, Guid.NewGuid(), "Hi");

        await desk.Front.AgentHears(desk.ConnectionId, update => update.View.Media?.RoundTripMs == 49);
    }

    [Fact]
    public async Task Phone_IsMarked_WhenItsFrontIsFoundGone()
    {
        Assert.SkipWhen(GridUnderTest.NoDeaths is not null, GridUnderTest.NoDeaths ?? "");
        var phoneFront = new TestFront(_grid.Grains);
        var desk = await _grid.StartSession();
        var phone = (await desk.GoLive()) with { Desk = desk with { Front = phoneFront } };
        await phone.Attach();
        phoneFront.Die();

        await desk.Session.SignalConsumer(desk.AgentId, "lost on its way");
        await desk.Front.AgentHears(desk.ConnectionId, update => update.View.Consumer == Presence.Reconnecting);
        var back = phone with { Desk = desk };
        Assert.Equal(SessionStatus.Live, (await back.Attach("phone-back")).View.Status);

        await desk.Front.AgentHears(desk.ConnectionId, update => update.View.Consumer == Presence.Here);
        await Eventually.TrueAsync(() => desk.Front.Signals.Contains(("phone-back", "lost on its way")));
    }

    [Fact]
    public async Task Command_ThatCannotBeStored_IsNotDone()
    {
        var desk = await _grid.StartSession();
        var phone = await desk.GoLive();
        await desk.Front.AgentHears(desk.ConnectionId, update => update.View.Status == SessionStatus.Live);
        var lines = (await desk.Log()).Length;
        var pushes = desk.Front.Agent.Count;
        var (session, agentId) = (desk.Session, desk.AgentId);

        Func<Task>[] commands =
        [
            () => session.AgentSays(agentId, Guid.NewGuid(), "Hello"), () => phone.Session.SetPaused(phone.Identity, Guid.NewGuid(), true),
            () => session.SetHold(agentId, Guid.NewGuid(), true), () => session.RenewCode(agentId, Guid.NewGuid()), () => desk.Invite(),
            () => desk.Close(), () => desk.Attach(connectionId: "desk-2"), () => desk.Report(MediaState.Interrupted), () => phone.Session.Leave(phone.Identity, true),
        ];
        foreach (var command in commands)
        {
            _grid.Faults.Writes.Next("session");
            Assert.Equal("storage-unavailable", await Refused(command));
        }

        Assert.Equal(lines, (await desk.Log()).Length);
        Assert.Equal(pushes, desk.Front.Agent.Count);
        var view = (await desk.Attach()).View;
        Assert.Equal((SessionStatus.Live, Presence.Here, Presence.Here), (view.Status, view.Consumer, view.Agent));
        Assert.Empty(view.Invites);
        Assert.Null(view.Code);
        Assert.Equal(lines + 1, (await session.AgentSays(agentId, Guid.NewGuid(), "Hello")).Sequence);
    }

    [Fact]
    public async Task Command_ThatWasStoredAllTheSame_IsDone()
    {
        var desk = await _grid.StartSession();
        _grid.Faults.AfterWrites.Next("session");
        var said = await desk.Session.AgentSays(desk.AgentId, Guid.NewGuid(), "Hello");

        Assert.Equal("Hello", (await desk.Log())[^1].Text);
        Assert.Equal(said.Sequence + 1, (await desk.Session.AgentSays(desk.AgentId, Guid.NewGuid(), "Hello again")).Sequence);
        await desk.Front.AgentHears(desk.ConnectionId, update => update.Events.Any(line => line.Text == "Hello"));
    }

    [Fact]
    public async Task Command_WhoseFateIsUnknown_IsKnownOnceTheStorageIsBack()
    {
        var desk = await _grid.StartSession();
        var operationId = Guid.NewGuid();
        _grid.Faults.AfterWrites.Next("session");
        _grid.Faults.Reads.Next("session");
        Assert.Equal("storage-unavailable", await Refused(() => desk.Session.AgentSays(desk.AgentId, operationId, "Hello")));

        var said = await desk.Session.AgentSays(desk.AgentId, operationId, "Hello");

        Assert.Equal(said.Sequence, (await desk.Log())[^1].Sequence);
        Assert.Single(await desk.Log(), line => line.Text == "Hello");
    }

    [Fact]
    public async Task Start_ThatCannotBeStored_LeavesNothingBehind()
    {
        _grid.Faults.Writes.Next("session");
        Assert.Equal("storage-unavailable", await Refused(() => _grid.Agent("agent-1").Start(Guid.NewGuid(), "Ana", null, null)));
        Assert.Empty(await _grid.Agent("agent-1").Open());

        _grid.Faults.Writes.Next("agent");
        Assert.Equal("storage-unavailable", await Refused(() => _grid.Agent("agent-1").Start(Guid.NewGuid(), "Ana", null, null)));
        Assert.Empty(await _grid.Agent("agent-1").Open());
    }

    [Fact]
    public async Task Open_LeavesOut_WhatNeverBegan()
    {
        var desk = await _grid.StartSession();
        await _grid.Agent(desk.AgentId).Reopened("0000000000000000");
        await using var after = await _grid.CrashAsync();

        Assert.Equal([desk.SessionId], await after.Agent(desk.AgentId).Open());
        Assert.Equal("session-unknown", await Refused(() => after.Session("0000000000000000").AttachAgent(desk.AgentId, after.Front.Address("desk-1"))));
    }

    [Fact]
    public async Task Lines_AreFiledTogether_AfterAWhile_AndRetriedWhileTheRecordsAreDown()
    {
        var desk = await _grid.StartSession();
        _grid.Records.Broken = true;
        for (var i = 0; i < 10; i++)
            await desk.Session.AgentSays(desk.AgentId, Guid.NewGuid(), $"{i}");
        Assert.Equal(0, _grid.Records.Filings);
        await Eventually.TrueAsync(() =>
        {
            _grid.Clock.Advance(TimeSpan.FromSeconds(1));
            return _grid.Records.Filings > 0;
        });

        _grid.Records.Broken = false;
        await Eventually.TrueAsync(() =>
        {
            _grid.Clock.Advance(TimeSpan.FromSeconds(1));
            return _grid.Records.Log(desk.SessionId).Any();
        });

        Assert.Equal(11, _grid.Records.Log(desk.SessionId).Count());
        Assert.Null(_grid.Records.Records[desk.SessionId].View.Code);
    }

    [Fact]
    public async Task Lines_AreFiledAtOnce_WhenTheyAreMany_AndAtTheEnd()
    {
        var desk = await _grid.StartSession();
        for (var i = 0; i < 64; i++)
            await desk.Session.AgentSays(desk.AgentId, Guid.NewGuid(), $"{i}");
        await Eventually.TrueAsync(() => _grid.Records.Log(desk.SessionId).Count() >= 64);

        await desk.Close();

        await Eventually.TrueAsync(() => _grid.Records.Records[desk.SessionId].View.EndReason == EndReason.Cancelled);
        Assert.Equal(EventKind.Closed, _grid.Records.Log(desk.SessionId).Last().Kind);
    }

    [Fact]
    public async Task Close_FreesTheCode_AndReopenMakesAnother()
    {
        var desk = await _grid.StartSession();
        await desk.Close();
        await Eventually.TrueAsync(async () => await _grid.Code(desk.Code).Look() is null && (await _grid.Agent(desk.AgentId).Open()).IsEmpty);
        Assert.Equal("session-closed", await Refused(() => desk.Session.AgentSays(desk.AgentId, Guid.NewGuid(), "x")));
        Assert.Null((await desk.Attach()).LinkToken);

        var reopened = await desk.Session.Reopen(desk.AgentId, Guid.NewGuid());

        Assert.Equal(desk.SessionId, await _grid.Code(reopened.View.Code!).Look());
        Assert.NotNull(reopened.LinkToken);
        await Eventually.TrueAsync(async () => (await _grid.Agent(desk.AgentId).Open()).SequenceEqual([desk.SessionId]));
        Assert.Equal(Presence.Here, (await desk.Attach()).View.Agent);
    }

    [Fact]
    public async Task RenewCode_EndsTheOldOneAtOnce()
    {
        var desk = await _grid.StartSession();
        var renewed = await desk.Session.RenewCode(desk.AgentId, Guid.NewGuid());

        Assert.NotEqual(desk.Code, renewed.Code);
        Assert.Equal(desk.SessionId, await _grid.Code(renewed.Code!).Look());
        await Eventually.TrueAsync(async () => await _grid.Code(desk.Code).Look() is null);
        Assert.Equal("code-unknown", await Refused(() => desk.Arrive()));
    }

    [Fact]
    public async Task Link_WorksForOneDevice_AndOpeningItSpendsNothing()
    {
        var desk = await _grid.StartSession();
        Task<ConsumerSnapshot> Open(string device) =>
            desk.Session.Arrive(new() { LinkToken = desk.Started.LinkToken, DeviceKeyHash = device, Hints = new() });
        await Open("scanner");
        await Open("phone");
        Assert.Equal(desk.SessionId, await _grid.Code(desk.Code).Look());

        await desk.Session.Join(new("phone", null), Guid.NewGuid(), _grid.Front.Address("phone-1"));

        Assert.Equal("session-taken", await Refused(() => Open("second")));
        Assert.Equal("session-taken", await Refused(() => desk.Session.Join(new("scanner", null), Guid.NewGuid(), _grid.Front.Address("scanner-1"))));
        Assert.Equal("code-unknown", await Refused(() => desk.Arrive()));
        Assert.True((await Open("phone")).View.Joined);
    }

    [Fact]
    public async Task DevicesThatLose_AreTold_AndTheLastToArriveIsShown()
    {
        var desk = await _grid.StartSession();
        var first = await desk.Arrive();
        await first.Attach();
        var second = await desk.Arrive();
        await second.Attach();

        await first.Join();

        var told = await desk.Front.ConsumerHears(second.ConnectionId, update => update.View.Trouble?.Code == "session-taken");
        Assert.False(told.View.Joined);
        Assert.Equal("Another phone has joined this session. Ask the agent for a new code.", told.View.Trouble!.Sentence);
        Assert.Equal("session-taken", await Refused(() => second.Attach()));
    }

    private static async Task<string> Refused(Func<Task> call) => (await Assert.ThrowsAsync<SeeSupportException>(call)).Problem.Code;
}
