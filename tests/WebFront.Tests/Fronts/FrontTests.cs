using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using SeeSupport.Sessions;
using SeeSupport.WebFront.Running;

namespace SeeSupport.WebFront.Fronts;

public sealed class FrontTests
{
    [Fact]
    public async Task TheLeaseIsRegisteredAnew_WhenTheGridForgotIt()
    {
        await using var product = await Product.Start(("SeeSupport:Front:Renewal", "00:00:00.1"));
        var lease = product.Services.GetRequiredService<Front>().Lease;
        await lease.Retire();
        Assert.False(await lease.Renew());
        await WaitFor(() => lease.IsAlive());
    }

    [Fact]
    public async Task PagesAreAskedBack_WhenTheirSessionGaveThemUpAlthoughTheyAreThere()
    {
        await using var product = await Product.Start(("SeeSupport:Front:Renewal", "00:00:00.1"), ("SeeSupport:Front:Drain", "00:00:01"));
        var front = product.Services.GetRequiredService<Front>();
        await using var session = await LiveSession.On(product);
        await using var other = await LiveSession.On(product);
        await product.Services.GetRequiredService<IGrainFactory>().GetGrain<ISessionGrain>(session.Id).FrontLost(front.Id);

        await front.Lease.Doubt();

        Assert.Equal(1_000, Assert.Single(await session.Desk.Hear("Draining")).Argument<int>(0));
        Assert.Equal(1_000, Assert.Single(await session.Phone.Hear("Draining")).Argument<int>(0));
        await other.Phone.Ask("Signal", "we were not given up");
        await other.Desk.Hear("Signaled");
        Assert.Empty(await other.Desk.Hear("Draining", count: 0));
        Assert.Empty(await other.Phone.Hear("Draining", count: 0));
    }

    [Fact]
    public async Task PagesAreAskedBack_AfterTheLeaseRanOutAlthoughTheFrontLives()
    {
        await using var product = await Product.Start(("SeeSupport:Front:Renewal", "00:00:00.1"));
        await using var session = await LiveSession.On(product);
        await product.Services.GetRequiredService<Front>().Lease.Retire();
        await session.Desk.Hear("Draining");
        await session.Phone.Hear("Draining");
    }

    [Fact]
    public async Task TheSessionIsToldThatAConnectionIsGone_WhenADeliveryFindsNobody()
    {
        await using var product = await Product.Start();
        var front = product.Services.GetRequiredService<Front>();
        var grains = product.Services.GetRequiredService<IGrainFactory>();
        await using var session = await LiveSession.On(product);
        var grain = grains.GetGrain<ISessionGrain>(session.Id);
        var agentId = (await session.Desk.Ask("Welcome")).GetProperty("agentId").GetString()!;
        var nobody = front.AddressOf(front.Connections.First()) with { ConnectionId = "nobody" };
        await grain.AttachAgent(agentId, nobody);
        await session.Phone.Ask("Signal", "is anybody there");
        await session.Phone.See(view => view.GetProperty("agent").GetString() == "reconnecting");
    }

    [Fact]
    public async Task TheFrontServesNobody_WhenEverybodyHasLeft()
    {
        await using var product = await Product.Start();
        var front = product.Services.GetRequiredService<Front>();
        var session = await LiveSession.On(product);
        Assert.Equal([session.Id], front.Served);
        await session.DisposeAsync();
        await WaitFor(() => Task.FromResult(front.Served.IsEmpty && !front.Connections.Any()));
    }

    [Fact]
    public async Task TheFrontServesNobody_WhenTheSessionIsClosed()
    {
        await using var product = await Product.Start();
        var front = product.Services.GetRequiredService<Front>();
        await using var session = await LiveSession.On(product);
        await session.Desk.Ask("Close", session.Id, new { operationId = Guid.NewGuid(), outcome = "resolved" });
        await WaitFor(() => Task.FromResult(front.Served.IsEmpty));
    }

    [Fact]
    public async Task PagesAreLetGoBeforeTheProcessStops()
    {
        var product = await Product.Start(("SeeSupport:Front:Drain", "00:00:20"));
        var session = await LiveSession.On(product);
        var front = product.Services.GetRequiredService<Front>();
        var stopping = product.Stop();
        Assert.Equal(20_000, Assert.Single(await session.Desk.Hear("Draining")).Argument<int>(0));
        Assert.Equal(20_000, Assert.Single(await session.Phone.Hear("Draining")).Argument<int>(0));
        using (var http = product.Http())
            Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, (await http.GetAsync("/health/ready")).StatusCode);
        await session.Phone.Ask("Signal", "media goes on, and so do signals");
        await session.Desk.Hear("Signaled");
        Assert.False(stopping.IsCompleted);

        await session.DisposeAsync();
        await stopping.WaitAsync(TimeSpan.FromSeconds(15));
        Assert.Empty(front.Served);
        await product.DisposeAsync();
    }

    [Fact]
    public async Task TheProcessStopsInTime_WhenPagesDoNotGo()
    {
        await using var product = await Product.Start(("SeeSupport:Front:Drain", "00:00:01"));
        await using var session = await LiveSession.On(product);
        await product.Stop().WaitAsync(TimeSpan.FromSeconds(20));
        await session.Phone.Hub.Ended.WaitAsync(TimeSpan.FromSeconds(20));
        await session.Desk.Hub.Ended.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task ConnectionsAreCounted()
    {
        var counts = new System.Collections.Concurrent.ConcurrentDictionary<string, long>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "seesupport.hub.connections")
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, change, tags, _) => counts.AddOrUpdate((string)tags[0].Value!, change, (_, before) => before + change));
        listener.Start();
        await using var product = await Product.Start();
        var session = await LiveSession.On(product);
        Assert.Superset(new HashSet<string> { "agent", "consumer" }, counts.Keys.ToHashSet());
        await session.DisposeAsync();
    }

    private static async Task WaitFor(Func<Task<bool>> condition)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var tries = 0; tries < 400; tries++)
        {
            if (await condition())
                return;
            await timer.WaitForNextTickAsync();
        }

        Assert.Fail("It did not come to be.");
    }
}
