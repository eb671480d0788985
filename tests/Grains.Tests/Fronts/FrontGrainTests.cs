using SeeSupport.Grid.Tests;
using SeeSupport.Hosting;
using SeeSupport.Sessions;

namespace SeeSupport.Fronts;

public sealed class FrontGrainTests : IAsyncLifetime
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private TestGrid _grid = null!;

    public async ValueTask InitializeAsync() => _grid = await TestGrid.StartAsync(
        settings: new Dictionary<string, string?> { ["SeeSupport:Sessions:FrontLease"] = "00:00:15" });

    public ValueTask DisposeAsync() => _grid.DisposeAsync();

    [Fact]
    public async Task Lease_Lasts_WhileItIsRenewed()
    {
        var lease = _grid.Front.Lease;
        await lease.Register([]);
        for (var i = 0; i < 10; i++)
        {
            _grid.Clock.Advance(14 * Second);
            Assert.True(await lease.Renew());
        }

        Assert.True(await lease.IsAlive());
    }

    [Fact]
    public async Task Sessions_AreTold_WhenTheLeaseRunsOut()
    {
        var phoneFront = new TestFront(_grid.Grains);
        await phoneFront.Lease.Register([]);
        var desk = await _grid.StartSession();
        var phone = await desk.GoLive();
        await phoneFront.Lease.Serve(desk.SessionId);
        await (phone with { Desk = desk with { Front = phoneFront } }).Attach();

        _grid.Clock.Advance(15 * Second);

        await desk.Front.AgentHears(desk.ConnectionId, update => update.View.Consumer == Presence.Reconnecting && update.View.Agent == Presence.Here);
        Assert.False(await phoneFront.Lease.Renew());
        Assert.False(await phoneFront.Lease.IsAlive());
        await phoneFront.Lease.Register([desk.SessionId]);
        Assert.True(await phoneFront.Lease.Renew());
    }

    [Fact]
    public async Task Sessions_AreTold_WhenTheFrontRetires_AndNotThoseItServesNoMore()
    {
        var leaving = new TestFront(_grid.Grains);
        var (kept, dropped) = (await _grid.StartSession(leaving), await _grid.StartSession(leaving));
        await leaving.Lease.Register([kept.SessionId, dropped.SessionId]);
        await leaving.Lease.Unserve(dropped.SessionId);

        await leaving.Lease.Retire();

        Assert.Single(await kept.Log(), line => line.Kind == EventKind.Presence);
        Assert.DoesNotContain(await dropped.Log(), line => line.Kind == EventKind.Presence);
    }

    [Fact]
    public async Task FrontThatIsNotKnown_IsTrustedForOneLease_AndThoseWhoAskedAreToldThen()
    {
        var forgotten = new TestFront(_grid.Grains);
        var desk = await _grid.StartSession(forgotten);
        Assert.True(await forgotten.Lease.IsAlive());
        Assert.False(await forgotten.Lease.Renew());
        await forgotten.Lease.Serve(desk.SessionId);

        _grid.Clock.Advance(15 * Second);

        await Grid.Tests.Eventually.TrueAsync(async () => (await desk.Log()).Any(line => line.Kind == EventKind.Presence));
    }

    [Fact]
    public async Task FrontThatASessionDidNotReach_IsToldToLookAfterItsConnections()
    {
        Assert.SkipWhen(GridUnderTest.NoDeaths is not null, GridUnderTest.NoDeaths ?? "");
        var front = new TestFront(_grid.Grains);
        await front.Lease.Register([]);
        var desk = await _grid.StartSession(front);
        Assert.True(await desk.Session.Reaches(ParticipantRole.Agent, desk.ConnectionId));
        Assert.True(await front.Lease.Renew());

        front.Die();
        await desk.Session.Describe(desk.AgentId, new() { OperationId = Guid.NewGuid(), ExternalId = "A push to the agent" });

        await Grid.Tests.Eventually.TrueAsync(async () => !await front.Lease.Renew());
        Assert.False(await desk.Session.Reaches(ParticipantRole.Agent, desk.ConnectionId));
    }

    [Fact]
    public async Task Lease_IsBegunAnew_AfterTheGrainForgotIt_WithTheSessionsTheFrontServes()
    {
        var desk = await _grid.StartSession();
        await using var after = await _grid.CrashAsync();
        var front = new TestFront(after.Grains);
        await desk.On(after).Attach(front);
        await front.Lease.Register([desk.SessionId]);
        after.Clock.Advance(14 * Second);
        Assert.True(await front.Lease.Renew());
        after.Clock.Advance(15 * Second);

        await Grid.Tests.Eventually.TrueAsync(async () =>
            (await desk.On(after).Log()).Any(line => line.Kind == EventKind.Presence && line.Data["presence"] == "reconnecting"));
    }
}
