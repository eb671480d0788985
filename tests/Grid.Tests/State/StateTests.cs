using System.Diagnostics;
using System.Globalization;
using Orleans.Storage;

namespace SeeSupport.Grid.Tests.State;

[Collection(typeof(SharedGridTests))]
public class StateTests(SharedGrid grid)
{
    private readonly IKeeper _grain = grid.NewGrain<IKeeper>();

    [Fact]
    public async Task IsANewObject_WhenNothingIsStored()
    {
        var view = await _grain.See();
        Assert.Null(view.Text);
        Assert.Null(view.Etag);
        Assert.False(view.Exists);
        Assert.Empty(view.All);
    }

    [Fact]
    public async Task IsThereForTheNextActivation_OnceWritten()
    {
        await _grain.Keep("hello");
        var before = await _grain.See();
        await _grain.Leave();
        var after = await _grain.See();
        Assert.NotEqual(before.Activation, after.Activation);
        Assert.Equal("hello", after.Text);
        Assert.Equal(["hello"], after.All);
        Assert.True(after.Exists);
        Assert.Equal(before.Etag, after.Etag);
    }

    [Fact]
    public async Task KeepsPrivateMembers_ThatHaveANumber()
    {
        await _grain.Keep("one");
        await _grain.Keep("two");
        await _grain.Leave();
        Assert.Equal(2, (await _grain.See()).Writes);
    }

    [Fact]
    public async Task GetsANewEtag_WithEachWrite()
    {
        await _grain.Keep("one");
        var first = (await _grain.See()).Etag;
        await _grain.Keep("two");
        Assert.NotEqual(first, (await _grain.See()).Etag);
    }

    [Fact]
    public async Task LosesWhatWasNotWritten_WhenReadAnew()
    {
        await _grain.Keep("written");
        await _grain.Change("not written");
        await _grain.Reread();
        Assert.Equal("written", (await _grain.See()).Text);
    }

    [Fact]
    public async Task IsANewObject_OnceCleared()
    {
        await _grain.Keep("hello");
        await _grain.Clear();
        var view = await _grain.See();
        Assert.Null(view.Text);
        Assert.False(view.Exists);
        await _grain.Keep("again");
        await _grain.Leave();
        Assert.Equal("again", (await _grain.See()).Text);
    }

    [Fact]
    public async Task IsKeptInSeparatePieces_UnderTheirNames()
    {
        await _grain.Keep("first");
        await _grain.KeepSecond("second");
        await _grain.Leave();
        var view = await _grain.See();
        Assert.Equal(("first", "second"), (view.Text, view.Second));
    }

    [Fact]
    public async Task TakesTwoWritesAtOnce()
    {
        await _grain.KeepTwice();
        await _grain.Leave();
        Assert.Equal(["one", "two"], (await _grain.See()).All);
    }

    [Fact]
    public async Task RefusesAWrite_WhenSomebodyElseWrote_AndTheActivationEnds()
    {
        await _grain.Keep("mine");
        var before = await _grain.See();
        await _grain.WriteBehind("theirs");
        await Assert.ThrowsAsync<InconsistentStateException>(() => _grain.Keep("mine again"));
        var after = await _grain.See();
        Assert.NotEqual(before.Activation, after.Activation);
        Assert.Equal("theirs", after.Text);
    }

    [Fact]
    public async Task RefusesAClear_WhenSomebodyElseWrote()
    {
        await _grain.Keep("mine");
        await _grain.WriteBehind("theirs");
        await Assert.ThrowsAsync<InconsistentStateException>(_grain.Clear);
        Assert.Equal("theirs", (await _grain.See()).Text);
    }

    [Fact]
    public async Task KeepsReferencesToGrains()
    {
        var friend = grid.NewGrain<IKeeper>();
        await friend.Keep("I am here");
        await _grain.Befriend(friend, null);
        await _grain.Leave();
        Assert.Equal("I am here", await _grain.AskFriend());
    }

    [Fact]
    public async Task KeepsReferencesToObservers()
    {
        var listener = new Observers.Listener();
        await _grain.Befriend(null, grid.Grains.CreateObjectReference<Observers.IListener>(listener));
        await _grain.Leave();
        await _grain.TellListener("hello");
        Assert.Equal(["hello"], listener.Heard);
    }

    [Fact]
    public async Task ComesBackAsItWas_WhateverItIsMadeOf()
    {
        var grain = grid.NewGrain<IHoarder>();
        var listener = grid.Grains.CreateObjectReference<Observers.IListener>(new Observers.Listener());
        await grain.Fill(listener);
        await grain.Leave();
        Assert.Equal("", await grain.Differs(listener));
    }

    [Fact]
    public Task IsClosed_OutsideTheGrainsTurns() =>
        Assert.ThrowsAsync<InvalidOperationException>(_grain.TouchStateFromElsewhere);

    [Fact]
    public async Task SurvivesAKill_OnceTheCallReturned()
    {
        var folder = Directory.CreateTempSubdirectory("grid-").FullName;
        var kept = 0;
        using (var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [.. OwnDll(), DoomedProcess.Argument, folder])
        {
            RedirectStandardOutput = true,
        })!)
        {
            while (kept < 25 && await process.StandardOutput.ReadLineAsync() is { } line)
            {
                if (line.StartsWith("kept ", StringComparison.Ordinal))
                    kept = int.Parse(line[5..], CultureInfo.InvariantCulture);
            }

            process.Kill();
            await process.WaitForExitAsync();
        }

        Assert.Equal(25, kept);
        await using var second = await TestGrid.StartAsync(folder: folder);
        var view = await second.Grains.GetGrain<IKeeper>(DoomedProcess.Key).See();
        Assert.True(int.Parse(view.Text!, CultureInfo.InvariantCulture) >= kept, $"{view.Text} of {kept}");
        Assert.Equal(view.Writes, view.All.Length);
    }

    [Fact]
    public async Task CanBeWritten_WhileTheProcessStops()
    {
        var first = await TestGrid.StartAsync();
        await first.Grains.GetGrain<IKeeper>("leaving").KeepWhenLeaving("last words");
        await first.StopAsync();
        await using var second = await TestGrid.StartAsync(folder: first.Folder);
        Assert.Equal("last words", (await second.Grains.GetGrain<IKeeper>("leaving").See()).Text);
    }

    private static string[] OwnDll() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(StateTests).Assembly.Location] : [];
}
