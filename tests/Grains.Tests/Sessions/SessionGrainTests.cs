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
}
