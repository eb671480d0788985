using System.Diagnostics;

namespace SeeSupport.Grid.Tests.Calls;

[Collection(typeof(SharedGridTests))]
public class CallTests(SharedGrid grid)
{
    private readonly string _gate = Guid.NewGuid().ToString("N");
    private readonly IWorker _grain = grid.NewGrain<IWorker>();

    [Fact]
    public async Task GivesValues_WhateverTheKindOfTask()
    {
        Assert.Equal(5, await _grain.Add(2, 3));
        await _grain.Nothing();
    }

    [Fact]
    public async Task GivesAnExceptionToItsCaller_AndTheActivationLives()
    {
        await using var own = await TestGrid.StartAsync();
        var grain = own.Grains.GetGrain<IWorker>("failing");
        var activation = await grain.Activation();
        var failure = await Assert.ThrowsAsync<MishapException>(() => grain.Fail("It broke.", 42));
        Assert.Equal(("It broke.", 42), (failure.Message, failure.Code));
        var atOnce = await Assert.ThrowsAsync<NotSupportedException>(grain.FailAtOnce);
        Assert.Equal("At once.", atOnce.Message);
        Assert.Equal(activation, await grain.Activation());
    }

    [Fact]
    public async Task TimesOut_WhileTheGrainGoesOn()
    {
        await Assert.ThrowsAsync<TimeoutException>(() => _grain.PassSlowly(_gate));
        Gate.Named(_gate).Open();
        Assert.Equal(1, await _grain.Passed());
    }

    [Fact]
    public async Task IsNotMadeAtAll_WhenItTimedOutBeforeItsTurn()
    {
        var first = _grain.PassSlowly(_gate);
        await Gate.Named(_gate).ArrivedAsync();
        var second = _grain.PassSlowly(_gate);
        await Assert.ThrowsAsync<TimeoutException>(() => first);
        await Assert.ThrowsAsync<TimeoutException>(() => second);
        Gate.Named(_gate).Open();
        Assert.Equal(1, await _grain.Passed());
    }

    [Fact]
    public async Task ReturnsAtOnce_WhenItIsOneWay()
    {
        await _grain.PassUnwatched(_gate);
        await Gate.Named(_gate).ArrivedAsync();
        await _grain.FailUnwatched();
        Gate.Named(_gate).Open();
        Assert.Equal(1, await _grain.Passed());
    }

    [Fact]
    public async Task CanBeCancelled_WhileItIsUnderWay()
    {
        using var cancellation = new CancellationTokenSource();
        var call = _grain.Cancellable(_gate, cancellation.Token);
        await Gate.Named(_gate).ArrivedAsync();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await Gate.Named(_gate + " cancelled").WaitAsync().WaitAsync(Eventually.Patience);
    }

    [Fact]
    public async Task IsNotMade_WhenItsTokenIsCancelledAlready()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _grain.Cancellable(_gate, new(canceled: true)));
        Assert.Equal(0, await _grain.Passed());
    }

    [Fact]
    public async Task CarriesItsContext_ToTheGrainAndOn_ButNotBack()
    {
        RequestContext.Set("ticket", "blue");
        Assert.Equal("blue", await _grain.ContextValue("ticket"));
        Assert.Equal("blue", await _grain.ContextValueBehind(grid.NewGrain<IWorker>(), "ticket"));
        await _grain.SetContextValue("ticket", "red");
        Assert.Equal("blue", RequestContext.Get("ticket"));
        Assert.True(RequestContext.Remove("ticket"));
        Assert.Null(await _grain.ContextValue("ticket"));
        RequestContext.Clear();
    }

    [Fact]
    public async Task CarriesNoOtherContext()
    {
        var activity = new AsyncLocal<string> { Value = "mine" };
        await _grain.Nothing();
        Assert.Equal("mine", activity.Value);
        Assert.Null(await _grain.ContextValue("ticket"));
    }

    [Fact]
    public async Task IsPartOfItsCallersTrace_WhenSomebodyListens()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Microsoft.Orleans.Application" or "grid-tests",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        using var source = new ActivitySource("grid-tests");
        using var outer = source.StartActivity("outer");
        string?[] expected = [outer!.TraceId.ToString(), "Microsoft.Orleans.Application", "IWorker/Trace"];
        Assert.Equal(expected, await _grain.Trace());
    }

    [Fact]
    public async Task PassesTheFilterOfTheProcess()
    {
        var key = _grain.GetPrimaryKeyString();
        await _grain.Add(1, 2);
        Assert.Equal(0, await _grain.Add(600, 66));
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => _grain.Fail("odd", 1));
        Assert.Equal("filtered", failure.Message);
        Assert.Equal(
            [$"{key} Add(2) on WorkerGrain = 3", $"{key} Add(2) on WorkerGrain = 666", $"{key} Fail failed: odd"],
            RecordingFilter.Seen(key));
    }

    [Fact]
    public async Task PassesTheFilterOfItsGrain() => Assert.Equal(14, await _grain.Twice(7));

    [Fact]
    public async Task GoesToAsManyStatelessWorkersAsAllowed()
    {
        var helper = grid.NewGrain<IHelper>();
        var calls = Enumerable.Range(0, 8).Select(_ => helper.Help(_gate)).ToArray();
        await Gate.Named(_gate).ArrivedAsync(3);
        Gate.Named(_gate).Open();
        Assert.Equal(3, (await Task.WhenAll(calls)).Distinct().Count());
    }

    [Fact]
    public async Task KnowsItsGrainByTypeAndKey()
    {
        var key = _grain.GetPrimaryKeyString();
        Assert.Equal($"worker/{key} {key}", await _grain.Identity());
        Assert.Equal(GrainId.Create("worker", key), _grain.GetGrainId());
        var self = await _grain.Self();
        Assert.Equal(_grain, self);
        Assert.Equal(_grain.GetHashCode(), self.GetHashCode());
        Assert.Equal(3, await grid.Grains.GetGrain<IWorker>(GrainId.Parse($"worker/{key}")).Add(1, 2));
    }

    [Fact]
    public void HasNowhereToGo_WhenNoGrainHasTheInterface() =>
        Assert.Throws<ArgumentException>(() => grid.Grains.GetGrain<IUnknown>("any"));
}
