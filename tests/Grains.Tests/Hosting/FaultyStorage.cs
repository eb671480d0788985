using Orleans.Storage;

namespace SeeSupport.Hosting;

/// <summary>The grid's storage, which fails when it is told to.</summary>
internal sealed class FaultyStorage(IGrainStorage storage, StorageFaults faults) : IGrainStorage
{
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        faults.Reads.Throw(stateName);
        if (stateName == faults.Held.StateName)
            await faults.Held.Until;
        await storage.ReadStateAsync(stateName, grainId, grainState);
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        Interlocked.Increment(ref faults.Written);
        faults.Writes.Throw(stateName);
        await storage.WriteStateAsync(stateName, grainId, grainState);
        faults.AfterWrites.Throw(stateName);
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await storage.ClearStateAsync(stateName, grainId, grainState);
        Interlocked.Increment(ref faults.Cleared);
    }
}

/// <summary>What is to fail.</summary>
internal sealed class StorageFaults
{
    /// <summary>How many writes were asked for.</summary>
    public int Written;

    /// <summary>How many states were deleted.</summary>
    public int Cleared;

    public Fault Reads { get; } = new();

    /// <summary>Before anything is stored.</summary>
    public Fault Writes { get; } = new();

    /// <summary>After it is stored: the caller cannot know.</summary>
    public Fault AfterWrites { get; } = new();

    /// <summary>Which reads take as long as the test wants.</summary>
    public (string StateName, Task Until) Held { get; set; } = ("", Task.CompletedTask);

    internal sealed class Fault
    {
        private string? _stateName;
        private int _skip;
        private int _left;

        /// <summary>Fails so many times, after so many more successes.</summary>
        public void Next(string stateName, int times = 1, int after = 0) => (_stateName, _left, _skip) = (stateName, times, after);

        public void Throw(string stateName)
        {
            if (stateName == _stateName && Interlocked.Decrement(ref _skip) < 0 && Interlocked.Decrement(ref _left) >= 0)
                throw new IOException("The disk is full.");
        }
    }
}
