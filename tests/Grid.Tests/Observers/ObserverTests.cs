namespace SeeSupport.Grid.Tests.Observers;

[Collection(typeof(SharedGridTests))]
public class ObserverTests(SharedGrid grid)
{
    private readonly ISpeaker _grain = grid.NewGrain<ISpeaker>();
    private readonly Listener _listener = new();

    [Fact]
    public async Task Hears_WhatAGrainSays()
    {
        var reference = Reference;
        await _grain.Say(reference, "hello");
        Assert.Equal(["hello"], _listener.Heard);
        Assert.Equal(2, await _grain.Ask(reference, 1));
    }

    [Fact]
    public async Task CanBeCalled_FromOutsideTheGrid() => Assert.Equal(8, await Reference.Answer(7));

    [Fact]
    public async Task Hears_OneCallAfterAnother()
    {
        var reference = Reference;
        var speakers = Enumerable.Range(0, 20).Select(_ => grid.NewGrain<ISpeaker>()).ToArray();
        await Task.WhenAll(speakers.Select(each => each.Say(reference, "hello")));
        Assert.False(_listener.Overlapped);
        Assert.Equal(20, _listener.Heard.Count);
    }

    [Fact]
    public async Task Hears_WithoutAnAnswer()
    {
        var reference = Reference;
        await _grain.Mutter(reference, "muttered");
        await _grain.Shout(reference, "shouted");
        await Eventually.TrueAsync(() => _listener.Heard.Count == 2);
    }

    [Fact]
    public async Task GivesItsExceptionToTheGrain()
    {
        var reference = Reference;
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => _grain.Say(reference, "fail"));
        Assert.Equal("I will not hear this.", exception.Message);
    }

    [Fact]
    public async Task FailsTheCall_OnceItsReferenceIsDeleted()
    {
        var reference = Reference;
        await _grain.Say(reference, "before");
        grid.Grains.DeleteObjectReference<IListener>(reference);
        await Assert.ThrowsAnyAsync<Exception>(() => _grain.Say(reference, "after"));
        Assert.Equal(["before"], _listener.Heard);
        Assert.Throws<ArgumentException>(() => grid.Grains.DeleteObjectReference<IListener>(reference));
    }

    [Fact]
    public async Task FailsTheCall_WhenItsProcessIsGone()
    {
        var first = await TestGrid.StartAsync();
        var listener = new Listener();
        var keeper = first.Grains.GetGrain<State.IKeeper>("keeper");
        await keeper.Befriend(null, first.Grains.CreateObjectReference<IListener>(listener));
        await keeper.TellListener("before");
        await first.StopAsync();

        await using var second = await TestGrid.StartAsync(folder: first.Folder);
        await Assert.ThrowsAsync<ClientNotAvailableException>(() => second.Grains.GetGrain<State.IKeeper>("keeper").TellListener("after"));
        Assert.Equal(["before"], listener.Heard);
        GC.KeepAlive(listener);
    }

    [Fact]
    public async Task IsDropped_WhenItDoesNotSubscribeAgainInTime()
    {
        var late = new Listener();
        await _grain.Subscribe(Reference);
        await _grain.Subscribe(grid.Grains.CreateObjectReference<IListener>(late));
        Assert.Equal(2, await _grain.SayToAll("one"));
        await _grain.Wait(TimeSpan.FromSeconds(40));
        await _grain.Subscribe(Reference);
        await _grain.Wait(TimeSpan.FromSeconds(40));
        Assert.Equal(1, await _grain.SayToAll("two"));
        Assert.Equal(["one"], late.Heard);
        Assert.Equal(["one", "two"], _listener.Heard);
        await _grain.Wait(TimeSpan.FromSeconds(61));
        Assert.Equal(0, await _grain.ClearExpired());
        GC.KeepAlive(late);
    }

    [Fact]
    public async Task IsDropped_WhenItFails()
    {
        await _grain.Subscribe(Reference);
        Assert.Equal(0, await _grain.SayToAll("fail"));
    }

    [Fact]
    public async Task HearsNoMore_OnceUnsubscribed()
    {
        var reference = Reference;
        await _grain.Subscribe(reference);
        await _grain.Unsubscribe(reference);
        Assert.Equal(0, await _grain.SayToAll("anybody?"));
        Assert.Empty(_listener.Heard);
    }

    [Fact]
    public Task GetsNoReference_InsideAGrain() => Assert.ThrowsAsync<InvalidOperationException>(_grain.MakeReference);

    [Fact]
    public void GetsNoReference_ToAReference()
    {
        var reference = Reference;
        Assert.Throws<ArgumentException>(() => grid.Grains.CreateObjectReference<IListener>(reference));
    }

    private IListener Reference => field ??= grid.Grains.CreateObjectReference<IListener>(_listener);
}
