using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace SeeSupport.Grid.Tests.State;

[GenerateSerializer]
[Alias("grid-tests.kept")]
public sealed class Kept
{
    [Id(0)]
    private int _writes;

    [Id(1)]
    public string? Text { get; set; }

    [Id(2)]
    public List<string> All { get; private set; } = [];

    [Id(3)]
    public IKeeper? Friend { get; set; }

    [Id(4)]
    public Observers.IListener? Listener { get; set; }

    [Id(5)]
    public Dictionary<string, DateTimeOffset> Times { get; } = [];

    public int Writes => _writes;

    public void Count() => _writes++;
}

[GenerateSerializer]
[Immutable]
[Alias("grid-tests.kept-view")]
public sealed record KeptView(
    [property: Id(0)] string? Text, [property: Id(1)] string? Etag, [property: Id(2)] bool Exists, [property: Id(3)] int Writes,
    [property: Id(4)] string[] All, [property: Id(5)] Guid Activation, [property: Id(6)] string? Second);

public interface IKeeper : IGrainWithStringKey
{
    Task<KeptView> See();

    Task Keep(string text);

    Task KeepSecond(string text);

    /// <summary>Changes the state without writing it.</summary>
    Task Change(string text);

    Task Reread();

    Task Clear();

    Task Befriend(IKeeper? friend, Observers.IListener? listener);

    Task<string?> AskFriend();

    Task TellListener(string text);

    /// <summary>Writes the row behind the grain's back, as another process would.</summary>
    Task WriteBehind(string text);

    /// <summary>Two writes at once.</summary>
    Task KeepTwice();

    Task Leave();

    /// <summary>Makes the grain write this when it is deactivated.</summary>
    Task KeepWhenLeaving(string text);

    /// <summary>Touches its state outside its turns.</summary>
    Task TouchStateFromElsewhere();
}

public sealed class KeeperGrain(
    [PersistentState("kept")] IPersistentState<Kept> kept, [PersistentState("second")] IPersistentState<Kept> second) : Grain, IKeeper
{
    private readonly Guid _activation = Guid.NewGuid();
    private string? _lastWords;

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_lastWords is not null)
            await Keep(_lastWords);
    }

    public Task<KeptView> See() => Task.FromResult(new KeptView(
        kept.State.Text, kept.Etag, kept.RecordExists, kept.State.Writes, [.. kept.State.All], _activation, second.State.Text));

    public Task Keep(string text)
    {
        kept.State.Text = text;
        kept.State.All.Add(text);
        kept.State.Times[text] = DateTimeOffset.UnixEpoch;
        kept.State.Count();
        return kept.WriteStateAsync();
    }

    public Task KeepSecond(string text)
    {
        second.State.Text = text;
        return second.WriteStateAsync();
    }

    public Task Change(string text)
    {
        kept.State.Text = text;
        return Task.CompletedTask;
    }

    public Task Reread() => kept.ReadStateAsync();

    public Task Clear() => kept.ClearStateAsync();

    public Task Befriend(IKeeper? friend, Observers.IListener? listener)
    {
        (kept.State.Friend, kept.State.Listener) = (friend, listener);
        return kept.WriteStateAsync();
    }

    public async Task<string?> AskFriend() => (await kept.State.Friend!.See()).Text;

    public Task TellListener(string text) => kept.State.Listener!.Hear(text);

    public async Task WriteBehind(string text)
    {
        var storage = ServiceProvider.GetRequiredService<IGrainStorage>();
        var row = new GrainState<Kept>();
        await storage.ReadStateAsync("kept", this.GetGrainId(), row);
        row.State!.Text = text;
        await storage.WriteStateAsync("kept", this.GetGrainId(), row);
    }

    public Task KeepTwice() => Task.WhenAll(Keep("one"), Keep("two"));

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task KeepWhenLeaving(string text)
    {
        _lastWords = text;
        return Task.CompletedTask;
    }

    public Task TouchStateFromElsewhere() => Task.Run(() => kept.State.Text);
}
