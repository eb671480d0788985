namespace SeeSupport.Grid.Tests.Turns;

[Collection(typeof(SharedGridTests))]
public class TurnTests(SharedGrid grid)
{
    private readonly string _one = Guid.NewGuid().ToString("N");
    private readonly string _two = Guid.NewGuid().ToString("N");

    [Fact]
    public async Task RunsOneCallAtATime_WhenManyCompete()
    {
        var grain = NewGrain();
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(grain.Linger)));
        Assert.Equal(1, await grain.MostAtOnce());
    }

    [Fact]
    public async Task RunsSeveralCallsAtOnce_WhenTheGrainIsReentrant()
    {
        var grain = grid.NewGrain<IReentrantTurnTaking>();
        var calls = Enumerable.Range(0, 5).Select(_ => grain.Pass(_one)).ToArray();
        await Gate.Named(_one).ArrivedAsync(5);
        Gate.Named(_one).Open();
        await Task.WhenAll(calls);
    }

    [Fact]
    public async Task KeepsTheOrder_OfCallsFromOneCaller()
    {
        var grain = NewGrain();
        await grain.Note("first");
        await Task.WhenAll(Enumerable.Range(0, 500).Select(each => grain.Note($"{each}")));
        Assert.Equal(Enumerable.Range(0, 500).Select(each => $"{each}").Prepend("first"), await grain.Notes());
    }

    [Fact]
    public async Task ComesBackToTheGrain_AfterAnAwait() => Assert.True(await NewGrain().ComesBackToItself());

    [Fact]
    public async Task MakesACallWait_WhileAnotherIsUnderWay()
    {
        var grain = NewGrain();
        var first = grain.Pass(_one);
        await Gate.Named(_one).ArrivedAsync();
        var second = grain.Note("second");
        await grain.Notes();
        Gate.Named(_one).Open();
        await Task.WhenAll(first, second);
        Assert.Equal([$"{_one} starts", $"{_one} ends", "second"], await grain.Notes());
    }

    [Fact]
    public async Task LetsACallIn_WhenTheGrainIsReentrantAndAwaits()
    {
        var grain = grid.NewGrain<IReentrantTurnTaking>();
        var first = grain.Pass(_one);
        await Gate.Named(_one).ArrivedAsync();
        await grain.Note("second");
        Gate.Named(_one).Open();
        await first;
        Assert.Equal([$"{_one} starts", "second", $"{_one} ends"], await grain.Notes());
    }

    [Fact]
    public async Task LetsACallIn_WhenItsMethodAlwaysInterleaves()
    {
        var grain = NewGrain();
        var first = grain.Pass(_one);
        await Gate.Named(_one).ArrivedAsync();
        var slip = grain.Slip(_two);
        await Gate.Named(_two).ArrivedAsync();
        Gate.Named(_two).Open();
        await slip;
        Gate.Named(_one).Open();
        await first;
        Assert.Equal([$"{_one} starts", $"{_two} starts", $"{_two} ends", $"{_one} ends"], await grain.Notes());
    }

    [Fact]
    public async Task LetsReadOnlyCallsInterleave_WithEachOther()
    {
        var grain = NewGrain();
        var looks = new[] { grain.Look(_one), grain.Look(_one), grain.Look(_one) };
        await Gate.Named(_one).ArrivedAsync(3);
        Gate.Named(_one).Open();
        await Task.WhenAll(looks);
    }

    [Fact]
    public async Task KeepsAWriteOut_WhileAReadOnlyCallIsUnderWay()
    {
        var grain = NewGrain();
        var look = grain.Look(_one);
        await Gate.Named(_one).ArrivedAsync();
        var write = grain.Note("write");
        await grain.Notes();
        Gate.Named(_one).Open();
        await Task.WhenAll(look, write);
        Assert.Equal([$"{_one} starts", $"{_one} ends", "write"], await grain.Notes());
    }

    [Fact]
    public async Task KeepsAReadOnlyCallOut_WhileAWriteIsUnderWay()
    {
        var grain = NewGrain();
        var write = grain.Pass(_one);
        await Gate.Named(_one).ArrivedAsync();
        Gate.Named(_two).Open();
        var look = grain.Look(_two);
        await grain.Notes();
        Gate.Named(_one).Open();
        await Task.WhenAll(look, write);
        Assert.Equal([$"{_one} starts", $"{_one} ends", $"{_two} starts", $"{_two} ends"], await grain.Notes());
    }

    [Fact]
    public async Task LetsNoCallBackIn_WhenGrainsCallInACircle()
    {
        var (one, two) = (NewGrain(), NewGrain());
        await Assert.ThrowsAsync<TimeoutException>(() => one.CallRound(two, one));
        await Eventually.TrueAsync(async () => (await one.Notes()).Contains("called back"));
    }

    [Fact]
    public async Task LetsTheCallBackIn_WhenTheGrainIsReentrant()
    {
        var (one, two) = (grid.NewGrain<IReentrantTurnTaking>(), NewGrain());
        await one.CallRound(two, one);
        Assert.Equal(["called back"], await one.Notes());
    }

    private ITurnTaking NewGrain() =>
        grid.NewGrain<ITurnTaking>(typeof(TurnTakingGrain));
}
