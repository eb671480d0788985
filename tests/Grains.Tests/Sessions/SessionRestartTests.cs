using SeeSupport.Grid.Tests;
using SeeSupport.Hosting;
using SeeSupport.Invites;
using SeeSupport.Pictures;

namespace SeeSupport.Sessions;

public class SessionRestartTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task NothingAcknowledgedIsLost_WhenTheProcessEnds(bool killed)
    {
        await using var before = await TestGrid.StartAsync();
        var desks = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => before.StartSession()));
        var acknowledged = new Dictionary<string, SessionEvent[]>();
        foreach (var desk in desks)
        {
            var phone = await desk.GoLive();
            for (var i = 0; i < 5; i++)
                await phone.Session.ConsumerSays(phone.Identity, Guid.NewGuid(), $"{i}");
            acknowledged[desk.SessionId] = await desk.Log();
        }

        await using var after = killed ? await before.CrashAsync() : await before.RestartAsync();

        foreach (var desk in desks)
        {
            var snapshot = await desk.On(after).Attach();
            Assert.Equal(SessionStatus.Live, snapshot.View.Status);
            Assert.Equal(desk.Started.View.Number, snapshot.View.Number);
            Assert.Equal(
                acknowledged[desk.SessionId].Select(line => (line.Sequence, line.Kind, line.Text, line.At)),
                snapshot.Events.Take(acknowledged[desk.SessionId].Length).Select(line => (line.Sequence, line.Kind, line.Text, line.At)));
            Assert.Equal([desk.SessionId], await after.Agent(desk.AgentId).Open());
        }

        var next = await after.StartSession();
        Assert.DoesNotContain(desks, desk => desk.Started.View.Number == next.Started.View.Number);
    }

    [Fact]
    public async Task Start_GivesTheSameSession_WhenItIsRepeatedAfterACrash()
    {
        await using var before = await TestGrid.StartAsync();
        var operationId = Guid.NewGuid();
        var first = await before.Agent("agent-1").Start(operationId, "Ana", before.Front.Address("desk-1"), null);
        await using var after = await before.CrashAsync();

        var again = await after.Agent("agent-1").Start(operationId, "Ana", after.Front.Address("desk-1"), null);

        Assert.Equal((first.View.SessionId, first.View.Code), (again.View.SessionId, again.View.Code));
    }

    [Fact]
    public async Task Front_ThatEndedUnheard_IsFoundOutWhenTheSessionIsNextWoken()
    {
        await using var grid = await TestGrid.StartAsync();
        var silent = new TestFront(grid.Grains);
        var desk = await grid.StartSession(silent);
        await silent.Lease.Retire();
        Assert.DoesNotContain(await desk.Log(), line => line.Kind == EventKind.Presence);

        await Eventually.TrueAsync(async () =>
        {
            grid.Clock.Advance(Minute);
            return (await desk.Log()).Any(line => line.Kind == EventKind.Presence && line.By == ParticipantRole.Agent);
        });
    }

    [Fact]
    public async Task Participants_AreReconnecting_OnceTheirFrontIsGoneWithTheProcess()
    {
        Assert.SkipWhen(GridUnderTest.NoDeaths is not null, GridUnderTest.NoDeaths ?? "");
        await using var before = await TestGrid.StartAsync();
        var desk = await before.StartSession();
        var phone = await desk.GoLive();
        await using var after = await before.CrashAsync();

        var back = await desk.On(after).Attach();
        Assert.Equal(SessionStatus.Live, back.View.Status);
        await after.Front.AgentHears(desk.ConnectionId, update => update.View.Consumer == Presence.Reconnecting);
        var rejoined = await phone.On(after).Attach();

        Assert.True(rejoined.View.Joined);
        await after.Front.AgentHears(desk.ConnectionId, update => update.View.Consumer == Presence.Here);
    }

    [Fact]
    public async Task Deadlines_AreKept_AndHappenOnce_OverACrash()
    {
        await using var before = await TestGrid.StartAsync();
        var desk = await before.StartSession();
        var phone = await desk.GoLive();
        await desk.Session.Detach(ParticipantRole.Consumer, phone.ConnectionId);
        var gone = before.Clock.GetUtcNow();
        await AgentHears(desk, before.Clock, update => update.View.Consumer == Presence.Reconnecting);

        var time = new ManualTime(before.Clock.GetUtcNow());
        await using var after = await before.CrashAsync(time);
        await desk.On(after).Attach();
        await AgentHears(desk.On(after), time, update => update.View.Consumer == Presence.Lost);
        Assert.Single(await desk.On(after).Log(), line => IsPresence(line, "reconnecting"));
        time.Advance(gone + (10 * Minute) - Second - time.GetUtcNow());
        Assert.Equal(SessionStatus.Live, (await desk.On(after).Attach()).View.Status);

        var closed = await AgentHears(desk.On(after), time, update => update.View.Status == SessionStatus.Closed);
        Assert.Equal(EndReason.ConsumerLost, closed.View.EndReason);
        var log = await desk.On(after).Log();
        Assert.Single(log, line => IsPresence(line, "lost"));
        Assert.Single(log, line => line.Kind == EventKind.Closed);
    }

    [Fact]
    public async Task Session_NobodyAsksFor_IsWokenAndEnds_AfterARestart()
    {
        await using var before = await TestGrid.StartAsync();
        var desk = await before.StartSession();
        var phone = await desk.GoLive();
        await desk.Session.Detach(ParticipantRole.Consumer, phone.ConnectionId);
        var time = new ManualTime(before.Clock.GetUtcNow());
        await using var after = await before.CrashAsync(time);

        await Eventually.TrueAsync(() =>
        {
            time.Advance(20 * Second);
            return after.Records.Records.TryGetValue(desk.SessionId, out var record) && record.View.EndReason == EndReason.ConsumerLost;
        });
        Assert.InRange(time.GetUtcNow() - before.Clock.GetUtcNow(), 10 * Minute, 25 * Minute);
        await Eventually.TrueAsync(async () => (await after.Agent(desk.AgentId).Open()).IsEmpty);
    }

    [Fact]
    public async Task Session_WithoutItsAgent_EndsAfterTwelveHours_WhileNothingElseHappens()
    {
        await using var grid = await TestGrid.StartAsync();
        var desk = await grid.StartSession();
        await desk.Session.Detach(ParticipantRole.Agent, desk.ConnectionId);
        var begin = grid.Clock.GetUtcNow();

        await Eventually.TrueAsync(() =>
        {
            grid.Clock.Advance(3 * Minute);
            return grid.Records.Records.TryGetValue(desk.SessionId, out var record) && record.View.EndReason == EndReason.AgentLost;
        });

        Assert.InRange(grid.Clock.GetUtcNow() - begin, TimeSpan.FromHours(12), TimeSpan.FromHours(12) + (25 * Minute));
    }

    [Theory]
    [InlineData(SessionStatus.Waiting)]
    [InlineData(SessionStatus.Live)]
    [InlineData(SessionStatus.Closed)]
    public async Task IdleSession_KeepsNoTimer(SessionStatus status)
    {
        await using var grid = await TestGrid.StartAsync();
        await grid.Front.Lease.IsAlive();
        var first = await grid.StartSession();
        await first.Close();
        await Settle(grid, first);
        var waiting = await Timers(grid);

        var desk = await grid.StartSession();
        if (status == SessionStatus.Live)
            await desk.GoLive();
        if (status == SessionStatus.Closed)
            await desk.Close();
        await Settle(grid, desk);

        await Eventually.TrueAsync(() => grid.Clock.Waiting <= waiting + GridUnderTest.TimersOfReminder);
    }

    [Fact]
    public async Task ClosedSession_IsWokenByNothing()
    {
        await using var before = await TestGrid.StartAsync();
        var desk = await before.StartSession();
        await desk.Close();
        await Settle(before, desk);
        await using var after = await before.CrashAsync(new ManualTime(before.Clock.GetUtcNow()));
        var filings = after.Records.Filings;

        for (var i = 0; i < 10; i++)
            after.Clock.Advance(10 * Minute);

        Assert.Equal(filings, after.Records.Filings);
        Assert.Equal(SessionStatus.Closed, (await desk.On(after).Attach()).View.Status);
    }

    [Fact]
    public async Task ClosedSession_IsForgotten_OnceItCannotBeOpenedAgain_AndItsPicturesAreGone()
    {
        await using var before = await TestGrid.StartAsync();
        var (plain, withPicture) = (await before.StartSession(), await before.StartSession());
        await withPicture.GoLive();
        await withPicture.Session.BeginAgentPicture(withPicture.AgentId, new() { PictureId = "picture-number-01", Source = PictureSource.Frozen, Bytes = 10 });
        await withPicture.Session.PictureFailed("picture-number-01", Problems.PictureMalformed);
        foreach (var desk in (Desk[])[plain, withPicture])
        {
            await desk.Close();
            await Settle(before, desk);
        }

        await using var after = await before.CrashAsync(new ManualTime(before.Clock.GetUtcNow()));
        after.Clock.Advance(TimeSpan.FromDays(6));
        Assert.Equal(SessionStatus.Closed, (await plain.On(after).Attach()).View.Status);
        await IsForgotten(after, plain);
        // Never early; late by as many of the clock's steps as the session needs to get to it.
        Assert.InRange(after.Clock.GetUtcNow() - before.Clock.GetUtcNow(), TimeSpan.FromDays(7), TimeSpan.FromDays(60));
        Assert.Equal(SessionStatus.Closed, (await withPicture.On(after).Attach()).View.Status);
        Assert.Equal(EndReason.Cancelled, after.Records.Records[plain.SessionId].View.EndReason);

        after.Clock.Advance(TimeSpan.FromDays(81));
        await IsForgotten(after, withPicture);
    }

    [Fact]
    public async Task QueuedInvite_IsSentOnce_AfterACrash()
    {
        await using var before = await TestGrid.StartAsync();
        var desk = await before.StartSession();
        before.Faults.Writes.Next("session", times: 1000, after: 1);
        await desk.Invite();
        await using var after = await before.CrashAsync(new ManualTime(before.Clock.GetUtcNow()));
        Assert.Empty(before.Sender.Sent);

        await desk.On(after).Attach();

        await after.Front.AgentHears(desk.ConnectionId, update => update.View.Invites.Any(invite => invite.State == InviteState.Sent));
        var message = Assert.Single(after.Sender.Sent);
        var opened = await desk.On(after).Session.Arrive(new() { LinkToken = message.LinkToken, DeviceKeyHash = "phone", Hints = new() });
        Assert.Equal(ConsumerStep.LinkOpened, opened.View.Step);
    }

    [Fact]
    public async Task InviteOnItsWayOut_IsNeverSentTwice_AndSaysThatNobodyKnows()
    {
        await using var before = await TestGrid.StartAsync();
        var desk = await before.StartSession();
        var blocked = new TaskCompletionSource();
        before.Sender.Gate = blocked.Task;
        await desk.Invite();
        await Eventually.TrueAsync(() => before.Sender.Sent.Count == 1);
        await using var after = await before.CrashAsync(new ManualTime(before.Clock.GetUtcNow()));

        await desk.On(after).Attach();

        var failed = await after.Front.AgentHears(desk.ConnectionId, update => update.View.Invites.Any(invite => invite.State == InviteState.Failed));
        Assert.Equal(Problems.InviteOutcomeUnknown, failed.View.Invites[0].Problem);
        Assert.Empty(after.Sender.Sent);
        blocked.SetResult();
    }

    [Fact]
    public async Task InviteOnItsWayOut_IsWaitedFor_WhenTheProcessIsAskedToStop()
    {
        await using var before = await TestGrid.StartAsync();
        var desk = await before.StartSession();
        var blocked = new TaskCompletionSource();
        before.Sender.Gate = blocked.Task;
        await desk.Invite();
        await Eventually.TrueAsync(() => before.Sender.Sent.Count == 1);
        var restarting = before.RestartAsync();
        await Eventually.TrueAsync(before.IsStopping);
        blocked.SetResult();
        await using var after = await restarting;

        Assert.Equal(InviteState.Sent, (await desk.On(after).Attach()).View.Invites[0].State);
    }

    private static bool IsPresence(SessionEvent line, string presence) =>
        line.Kind == EventKind.Presence && line.By == ParticipantRole.Consumer && line.Data["presence"] == presence;

    /// <summary>Lets time pass until nothing is stored of the session any more.</summary>
    private static Task IsForgotten(TestGrid grid, Desk desk) => Eventually.TrueAsync(async () =>
    {
        grid.Clock.Advance(TimeSpan.FromHours(6));
        try
        {
            await desk.On(grid).Log();
            return false;
        }
        catch (SeeSupportException gone)
        {
            return gone.Problem == Problems.SessionUnknown;
        }
    });

    /// <summary>Lets time go on until the agent hears of something. A deadline is found late while the session is still at work, never early.</summary>
    private static async Task<AgentUpdate> AgentHears(Desk desk, ManualTime time, Func<AgentUpdate, bool> condition)
    {
        await Eventually.TrueAsync(() =>
        {
            time.Advance(Second);
            return desk.Front.Agent.Any(each => each.ConnectionId == desk.ConnectionId && condition(each.Update));
        });
        return await desk.Front.AgentHears(desk.ConnectionId, condition);
    }

    /// <summary>How many timers wait once no more come: the grid begins those of its reminders at a time of its own.</summary>
    private static async Task<int> Timers(TestGrid grid)
    {
        for (var before = -1; ;)
        {
            var waiting = grid.Clock.Waiting;
            if (waiting == before)
                return waiting;
            before = waiting;
            await Task.Delay(TimeSpan.FromMilliseconds(250));
        }
    }

    /// <summary>Lets all that follows from commands be done.</summary>
    private static async Task Settle(TestGrid grid, Desk desk)
    {
        var lines = (await desk.Log()).Length;
        await Eventually.TrueAsync(() =>
        {
            grid.Clock.Advance(2 * Second);
            return grid.Records.Log(desk.SessionId).Count() == lines;
        });
    }
}
