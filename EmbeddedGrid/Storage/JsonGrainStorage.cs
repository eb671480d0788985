using System.Globalization;
using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>Where rows of state are kept. A version is a number that never comes back; 0 stands for no row.</summary>
internal interface IStateRows
{
    Task<(byte[] Json, long Version)?> ReadAsync(GrainId grainId, string name);

    /// <summary>False when the row has another version than the one expected.</summary>
    Task<bool> WriteAsync(GrainId grainId, string name, byte[] json, long expected, long version);

    /// <summary>False when the row has another version than the one expected.</summary>
    Task<bool> DeleteAsync(GrainId grainId, string name, long expected);
}

/// <summary>Keeps state as JSON in rows with versions.</summary>
internal sealed class JsonGrainStorage(IStateRows rows, GrainStateJson json, TimeProvider time) : IGrainStorage
{
    // Later than any version of an earlier process, so that a row made anew never looks like the one before.
    private long _version = time.GetUtcNow().UtcTicks;

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (await rows.ReadAsync(grainId, stateName) is { } row)
            Set(grainState, json.Read<T>(row.Json), row.Version);
        else
            Set(grainState, Activator.CreateInstance<T>(), 0);
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var version = Interlocked.Increment(ref _version);
        if (!await rows.WriteAsync(grainId, stateName, json.Write(grainState.State), VersionOf(grainState), version))
            throw await Conflict(stateName, grainId, grainState.ETag);
        Set(grainState, grainState.State!, version);
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (!await rows.DeleteAsync(grainId, stateName, VersionOf(grainState)))
            throw await Conflict(stateName, grainId, grainState.ETag);
        Set(grainState, Activator.CreateInstance<T>(), 0);
    }

    private static long VersionOf<T>(IGrainState<T> state) =>
        state.ETag is null ? 0 : long.Parse(state.ETag, CultureInfo.InvariantCulture);

    private static void Set<T>(IGrainState<T> state, T value, long version)
    {
        state.State = value;
        state.RecordExists = version != 0;
        state.ETag = version == 0 ? null : version.ToString(CultureInfo.InvariantCulture);
    }

    private async Task<InconsistentStateException> Conflict(string stateName, GrainId grainId, string? seen)
    {
        var stored = (await rows.ReadAsync(grainId, stateName))?.Version.ToString(CultureInfo.InvariantCulture);
        return new($"State '{stateName}' of {grainId.Masked} was written by somebody else.", stored, seen);
    }
}
