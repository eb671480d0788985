using Orleans.Configuration;

namespace SeeSupport.Grid.Tests.Lifetimes;

[Collection(typeof(SharedGridTests))]
public class LifetimeTests(SharedGrid grid)
{
    [Fact]
    public async Task EndsAnActivation_WhenItAsksForIt_AndTheNextCallStartsAnother()
    {
        var grain = grid.NewGrain<IMayfly>(typeof(MayflyGrain));
        var first = await grain.Activation();
        await grain.Leave();
        Assert.NotEqual(first, await grain.Activation());
        Assert.Equal(DeactivationReasonCode.ApplicationRequested, MayflyGrain.ReasonOf(first));
        Assert.True(MayflyGrain.IsDisposed(first));
    }

    [Fact]
    public async Task EndsAnActivation_OnlyWhenItsCallsAreDone_AndKeepsWhatWaits()
    {
        var gate = Guid.NewGuid().ToString("N");
        var grain = grid.NewGrain<IMayfly>(typeof(MayflyGrain));
        var first = await grain.Activation();
        var pass = grain.Pass(gate);
        await Gate.Named(gate).ArrivedAsync();
        var leave = grain.Leave();
        var waiting = Enumerable.Range(0, 10).Select(_ => grain.Stay(TimeSpan.Zero)).ToArray();
        Assert.Equal(first, await grain.Activation());
        Assert.Null(MayflyGrain.ReasonOf(first));
        Gate.Named(gate).Open();
        await Task.WhenAll([pass, leave, .. waiting]);
        Assert.NotEqual(first, await grain.Activation());
    }

    [Fact]
    public async Task TriesAgainWithTheNextCall_WhenAnActivationFails()
    {
        var grain = grid.NewGrain<IStubborn>();
        var failure = await Assert.ThrowsAsync<NotSupportedException>(grain.Tries);
        Assert.Equal("Not yet.", failure.Message);
        Assert.Equal(2, await grain.Tries());
    }

    [Fact]
    public async Task TriesAgainWithTheNextCall_WhenAConstructorFails()
    {
        var grain = grid.NewGrain<IBroken>();
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(grain.Tries);
        Assert.IsType<NotSupportedException>(failure.GetBaseException());
        Assert.Equal(2, await grain.Tries());
    }

    [Fact]
    public async Task EndsIdleActivations_ButNotThoseThatAreKept()
    {
        await using var hasty = await TestGrid.StartAsync(silo => silo.Configure<GrainCollectionOptions>(options =>
        {
            options.CollectionQuantum = TimeSpan.FromMilliseconds(500);
            options.CollectionAge = TimeSpan.FromSeconds(2);
        }));
        var idle = hasty.Grains.GetGrain<IMayfly>("idle", typeof(MayflyGrain).FullName);
        var used = hasty.Grains.GetGrain<IMayfly>("used", typeof(MayflyGrain).FullName);
        var delayed = hasty.Grains.GetGrain<IMayfly>("delayed", typeof(MayflyGrain).FullName);
        var ticking = hasty.Grains.GetGrain<IMayfly>("ticking", typeof(MayflyGrain).FullName);
        var keeping = hasty.Grains.GetGrain<IMayfly>("keeping", typeof(MayflyGrain).FullName);
        var kept = hasty.Grains.GetGrain<IKeptMayfly>("kept");
        await delayed.Stay(TimeSpan.FromMinutes(1));
        await ticking.Tick(TimeSpan.FromMilliseconds(100), keepAlive: false);
        await keeping.Tick(TimeSpan.FromMilliseconds(100), keepAlive: true);
        IMayfly[] staying = [used, delayed, keeping, kept];
        var ids = await Task.WhenAll(staying.Select(each => each.Activation()));
        var (idleId, tickingId) = (await idle.Activation(), await ticking.Activation());

        await Eventually.TrueAsync(async () =>
        {
            await used.Activation();
            return MayflyGrain.ReasonOf(idleId) is not null && MayflyGrain.ReasonOf(tickingId) is not null;
        });

        Assert.Equal(DeactivationReasonCode.ActivationIdle, MayflyGrain.ReasonOf(idleId));
        Assert.NotEqual(idleId, await idle.Activation());
        Assert.Equal(ids, await Task.WhenAll(staying.Select(each => each.Activation())));
    }

    [Fact]
    public async Task EndsEveryActivation_WhenTheProcessStops()
    {
        var stopping = await TestGrid.StartAsync();
        var ids = await Task.WhenAll(Enumerable.Range(0, 20).Select(each =>
            stopping.Grains.GetGrain<IMayfly>($"{each}", typeof(MayflyGrain).FullName).Activation()));
        await stopping.StopAsync();
        Assert.All(ids, id => Assert.Equal(DeactivationReasonCode.ShuttingDown, MayflyGrain.ReasonOf(id)));
        Directory.Delete(stopping.Folder, recursive: true);
    }
}
