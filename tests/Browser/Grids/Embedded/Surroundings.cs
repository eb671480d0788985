namespace SeeSupport.Browser;

/// <summary>What a front needs around it: nothing, where the grid is inside.</summary>
internal sealed class Surroundings(int port, IReadOnlyDictionary<string, string?> settings) : IAsyncDisposable
{
    /// <summary>Where the front itself is to listen.</summary>
    public int FrontPort => port;

    /// <summary>What the front is started with.</summary>
    public IReadOnlyDictionary<string, string?> Settings => settings;

    /// <summary>Before the front is started.</summary>
    public Task Prepare() => Task.CompletedTask;

    /// <summary>After the front is ready.</summary>
    public Task Complete() => Task.CompletedTask;

    /// <summary>Ends everything at once that is part of the product.</summary>
    public Task KillHard() => Task.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
