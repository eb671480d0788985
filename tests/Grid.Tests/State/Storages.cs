namespace SeeSupport.Grid.Tests.State;

public interface IFickle : IGrainWithStringKey
{
    Task Keep(string text);

    Task<string?> See();

    Task Leave();
}

/// <summary>Keeps its state in a storage of its own.</summary>
public sealed class FickleGrain([PersistentState("kept", "elsewhere")] IPersistentState<Kept> kept) : Grain, IFickle
{
    public Task Keep(string text)
    {
        kept.State.Text = text;
        return kept.WriteStateAsync();
    }

    public Task<string?> See() => Task.FromResult(kept.State.Text);

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
