using System.Diagnostics;
using SeeSupport.Grid.Tests;
using SeeSupport.Hosting;
using SeeSupport.Sessions;
using SeeSupport.Telemetry;

namespace SeeSupport.Invites;

public class InviteGrainTests
{
    [Fact]
    public async Task Invite_IsQueuedSentAndDelivered_AndItsLinkIsItsOwn()
    {
        await using var grid = await TestGrid.StartAsync();
        var desk = await grid.StartSession();
        var invite = await desk.Invite();
        Assert.Equal((InviteState.Queued, "ana@example.com"), (invite.State, invite.To));
        await Sees(desk, InviteState.Sent);

        var message = Assert.Single(grid.Sender.Sent);
        Assert.Equal((desk.SessionId, invite.InviteId, "Ana"), (message.SessionId, message.InviteId, message.AgentName));
        Assert.NotEqual(desk.Started.LinkToken, message.LinkToken);
        await desk.Session.Arrive(new() { LinkToken = message.LinkToken, DeviceKeyHash = "phone", Hints = new() });
        await desk.Front.AgentHears(desk.ConnectionId, update => update.View.Invites[0].Opened);
        await desk.Session.InviteReported(invite.InviteId, new() { State = InviteState.Delivered });
        await desk.Session.InviteReported(invite.InviteId, new() { State = InviteState.Delivered });
        await desk.Session.InviteReported(invite.InviteId, new() { State = InviteState.Sent });
        await Sees(desk, InviteState.Delivered);

        Assert.Single(await desk.Log(), line => line.Kind == EventKind.InviteDelivered);
    }

    [Fact]
    public async Task Session_GoesOn_WhileAChannelIsSlow()
    {
        await using var grid = await TestGrid.StartAsync();
        var desk = await grid.StartSession();
        var phone = await desk.GoLive();
        var slow = new TaskCompletionSource();
        grid.Sender.Gate = slow.Task;
        await desk.Invite();
        await Sees(desk, InviteState.Sending);

        await phone.Session.SignalAgent(phone.Identity, "offer");
        await desk.Session.AgentSays(desk.AgentId, Guid.NewGuid(), "Hello");
        await Eventually.TrueAsync(() => desk.Front.Signals.Contains((desk.ConnectionId, "offer")));

        slow.SetResult();
        await Sees(desk, InviteState.Sent);
    }

    [Fact]
    public async Task Failure_IsShownWithItsReason()
    {
        await using var grid = await TestGrid.StartAsync();
        var desk = await grid.StartSession();
        grid.Sender.Report = _ => new() { State = InviteState.Failed, Problem = new("invite-unsubscribed", "This number has stopped our texts.") };
        await desk.Invite("+12025550123");

        var seen = await Sees(desk, InviteState.Failed);

        Assert.Equal("invite-unsubscribed", seen.Problem!.Code);
        Assert.Contains(await desk.Log(), line => line.Kind == EventKind.InviteFailed && line.Text.Contains("stopped our texts"));
    }

    [Fact]
    public async Task ChannelThatThrows_LeavesTheOutcomeUnknown()
    {
        await using var grid = await TestGrid.StartAsync();
        var desk = await grid.StartSession();
        grid.Sender.Report = _ => throw new IOException("Cable cut.");
        await desk.Invite();

        Assert.Equal(Problems.InviteOutcomeUnknown, (await Sees(desk, InviteState.Failed)).Problem);
        Assert.Single(grid.Sender.Sent);
    }

    [Fact]
    public async Task Report_IsStoredLater_WhenTheStorageFailsAtThatMoment()
    {
        await using var grid = await TestGrid.StartAsync();
        var desk = await grid.StartSession();
        grid.Faults.Writes.Next("session", times: 1, after: 2);
        await desk.Invite();
        await Eventually.TrueAsync(() => grid.Sender.Sent.Count == 1);

        await Eventually.TrueAsync(() =>
        {
            grid.Clock.Advance(TimeSpan.FromSeconds(1));
            return desk.Front.Agent.Any(each => each.Update.View.Invites.Any(invite => invite.State == InviteState.Sent));
        });
        Assert.Single(grid.Sender.Sent);
    }

    [Theory]
    [InlineData("not an address", "invite-number-malformed")]
    [InlineData("@", null)]
    [InlineData("2025550123", "invite-number-malformed")]
    public async Task Invite_IsRefused_WhenTheAddressIsMalformed(string to, string? code)
    {
        await using var grid = await TestGrid.StartAsync();
        var desk = await grid.StartSession();
        if (code is null)
            await desk.Invite(to);
        else
            Assert.Equal(code, await Refused(() => desk.Invite(to)));

        Assert.Equal(code is null ? 1 : 0, (await desk.Attach()).View.Invites.Length);
    }

    [Theory]
    [InlineData("SeeSupport:Invites:NumberPerHour", "invite-limit-number")]
    [InlineData("SeeSupport:Invites:AgentPerHour", "invite-limit-agent")]
    [InlineData("SeeSupport:Invites:PrefixPerHour", "invite-limit-prefix")]
    [InlineData("SeeSupport:Invites:GlobalPerHour", "invite-limit-global")]
    [InlineData("SeeSupport:Invites:PerSession", "invite-limit-session")]
    public async Task Invite_IsRefused_WhenABudgetIsSpent_AndNoOtherBudgetLosesByIt(string key, string code)
    {
        await using var grid = await TestGrid.StartAsync(settings: new Dictionary<string, string?> { [key] = "2" });
        var desk = await grid.StartSession();
        await desk.Invite("+12025550123");
        await desk.Invite("+12025550123");
        for (var i = 0; i < 10; i++)
        {
            var problem = (await Assert.ThrowsAsync<SeeSupportException>(() => desk.Invite("+12025550123"))).Problem;
            Assert.Equal(code, problem.Code);
            Assert.EndsWith(code == "invite-limit-session" ? "instead." : "More can go out in 60 minutes.", problem.Sentence);
        }

        Assert.Equal(2, (await desk.Attach()).View.Invites.Length);
        if (code == "invite-limit-session")
            return;
        grid.Clock.Advance(TimeSpan.FromHours(1));
        // The jump may run out the time of an activation that a reminder had begun; the next call begins another.
        await Eventually.TrueAsync(() => desk.Attach().ContinueWith(attached => attached.IsCompletedSuccessfully, TaskScheduler.Default));
        await desk.Invite("+12025550123");
        await desk.Invite("+12025550123");
    }

    [Fact]
    public async Task Budget_IsGivenBack_WhenTheInviteCannotBeStored()
    {
        await using var grid = await TestGrid.StartAsync(settings: new Dictionary<string, string?> { ["SeeSupport:Invites:GlobalPerHour"] = "1" });
        var desk = await grid.StartSession();
        grid.Faults.Writes.Next("session");
        Assert.Equal("storage-unavailable", await Refused(() => desk.Invite()));

        await desk.Invite();
    }

    [Fact]
    public async Task Budget_SurvivesACrash()
    {
        await using var before = await TestGrid.StartAsync(settings: new Dictionary<string, string?> { ["SeeSupport:Invites:GlobalPerHour"] = "1" });
        Assert.Null(await before.Budget("global").Take());
        await using var after = await before.CrashAsync();

        Assert.Equal("invite-limit-global", (await after.Budget("global").Take())!.Code);
    }

    [Fact]
    public async Task Budget_IsForgotten_OnceNothingOfItCounts_AlsoAfterACrash()
    {
        await using var before = await TestGrid.StartAsync();
        Assert.Null(await before.Budget("number/+12025550123").Take());
        await using var after = await before.CrashAsync();
        Assert.Equal(0, after.Faults.Cleared);
        after.Clock.Advance(TimeSpan.FromHours(23));
        Assert.Null(await after.Budget("number/+12025550123").Take());

        await Eventually.TrueAsync(() =>
        {
            after.Clock.Advance(TimeSpan.FromMinutes(30));
            return after.Faults.Cleared == 1;
        });
        Assert.Null(await after.Budget("number/+12025550123").Take());
    }

    [Fact]
    public async Task Alarm_IsRaised_WhenManyInvitesLeadToFewJoins()
    {
        await using var grid = await TestGrid.StartAsync(settings: new Dictionary<string, string?> { ["SeeSupport:Invites:AlarmFrom"] = "10" });
        using var alarms = new Counted("seesupport.invites.alarms");
        for (var i = 0; i < 9; i++)
            await grid.Budget("global").Take();
        var before = alarms.Total;

        await grid.Budget("global").Take();

        Assert.Equal(before + 1, alarms.Total);
    }

    [Fact]
    public async Task Join_ByAnInvitesLink_CountsForTheAlarm()
    {
        await using var grid = await TestGrid.StartAsync(settings: new Dictionary<string, string?> { ["SeeSupport:Invites:AlarmFrom"] = "2" });
        var desk = await grid.StartSession();
        await desk.Invite();
        await Eventually.TrueAsync(() => grid.Sender.Sent.Count == 1);
        await desk.Session.Arrive(new() { LinkToken = grid.Sender.Sent.Single().LinkToken, DeviceKeyHash = "phone", Hints = new() });
        var written = grid.Faults.Written;
        await desk.Session.Join(new("phone", null), Guid.NewGuid(), grid.Front.Address("phone-1"));
        await Eventually.TrueAsync(() => grid.Faults.Written >= written + 2);
        using var alarms = new Counted("seesupport.invites.alarms");

        await grid.Budget("global").Take();

        Assert.Equal(0, alarms.Total);
    }

    [Fact]
    public async Task Sending_BelongsToTheTraceOfTheClick()
    {
        await using var grid = await TestGrid.StartAsync();
        var desk = await grid.StartSession();
        var sent = new TaskCompletionSource<ActivityTraceId>();
        grid.Sender.Report = _ =>
        {
            sent.SetResult(Activity.Current?.TraceId ?? default);
            return new() { State = InviteState.Sent };
        };
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == SeeSupportTelemetry.Name || source.Name.StartsWith("Microsoft.Orleans", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
        };
        ActivitySource.AddActivityListener(listener);
        using var click = SeeSupportTelemetry.Activities.StartActivity("click");

        await desk.Invite();

        Assert.NotNull(click);
        Assert.Equal(click.TraceId, await sent.Task);
    }

    private static async Task<InviteView> Sees(Desk desk, InviteState state) =>
        (await desk.Front.AgentHears(desk.ConnectionId, update => update.View.Invites.Any(invite => invite.State == state))).View.Invites[^1];

    private static async Task<string> Refused(Func<Task> call) => (await Assert.ThrowsAsync<SeeSupportException>(call)).Problem.Code;
}
