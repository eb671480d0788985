using Orleans.Concurrency;

namespace SeeSupport.Grid.Tests.Turns;

/// <summary>Notes down what happens in it, so that a test can read the order.</summary>
public interface ITurnTaking : IGrainWithStringKey
{
    /// <summary>Notes start and end; waits at the gate in between.</summary>
    Task Pass(string name);

    /// <summary>The same, for a method that changes nothing.</summary>
    [ReadOnly]
    Task Look(string name);

    /// <summary>The same, for a method that may run at any time.</summary>
    [AlwaysInterleave]
    Task Slip(string name);

    Task Note(string name);

    /// <summary>Awaits something short.</summary>
    Task Linger();

    [AlwaysInterleave]
    Task<string[]> Notes();

    /// <summary>How many were inside <see cref="Linger"/> at once, at most.</summary>
    Task<int> MostAtOnce();

    /// <summary>Whether an await comes back to the grain's own scheduler, and work sent away does not run there.</summary>
    Task<bool> ComesBackToItself();

    /// <summary>Calls the other grain, which is to call back.</summary>
    [ResponseTimeout("00:00:02")]
    Task CallRound(ITurnTaking other, ITurnTaking self);

    [ResponseTimeout("00:00:02")]
    Task CallBack(ITurnTaking self);
}

/// <summary>The same grain, reentrant.</summary>
public interface IReentrantTurnTaking : ITurnTaking;

public class TurnTakingGrain : Grain, ITurnTaking
{
    private readonly List<string> _notes = [];
    private int _inside;
    private int _most;

    public async Task Pass(string name)
    {
        _notes.Add($"{name} starts");
        await Gate.Named(name).WaitAsync();
        _notes.Add($"{name} ends");
    }

    public Task Look(string name) => Pass(name);

    public Task Slip(string name) => Pass(name);

    public async Task Note(string name)
    {
        await Task.Yield();
        _notes.Add(name);
    }

    public async Task Linger()
    {
        _most = Math.Max(_most, ++_inside);
        await Task.Delay(1);
        _inside--;
    }

    public Task<string[]> Notes() => Task.FromResult(_notes.ToArray());

    public Task<int> MostAtOnce() => Task.FromResult(_most);

    public async Task<bool> ComesBackToItself()
    {
        var own = TaskScheduler.Current;
        await Task.Delay(1);
        var back = TaskScheduler.Current;
        var away = await Task.Run(() => TaskScheduler.Current);
        var child = await Task.Factory.StartNew(() => TaskScheduler.Current);
        return own != TaskScheduler.Default && back == own && away == TaskScheduler.Default && child == own;
    }

    public Task CallRound(ITurnTaking other, ITurnTaking self) => other.CallBack(self);

    public Task CallBack(ITurnTaking self) => self.Note("called back");
}

[Reentrant]
public sealed class ReentrantTurnTakingGrain : TurnTakingGrain, IReentrantTurnTaking;
