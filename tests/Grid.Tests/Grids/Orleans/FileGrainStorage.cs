using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Orleans.Storage;

namespace SeeSupport.Grid.Tests;

/// <summary>One file per row: its first line is the version, the rest the state.</summary>
internal sealed class FileGrainStorage(string folder, IGrainStorageSerializer serializer) : IGrainStorage
{
    private readonly Lock _gate = new();

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var path = PathOf(stateName, grainId);
        lock (_gate)
            Fill(grainState, Version(path), File.Exists(path) ? serializer.Deserialize<T>(new(Base64Url.DecodeFromChars(Lines(path)[1]))) : Activator.CreateInstance<T>());
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var path = PathOf(stateName, grainId);
        lock (_gate)
        {
            Expect(path, grainState.ETag);
            var version = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
            File.WriteAllText(path + ".new", version + "\n" + Base64Url.EncodeToString(serializer.Serialize(grainState.State)));
            File.Move(path + ".new", path, overwrite: true);
            Fill(grainState, version, grainState.State);
        }

        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var path = PathOf(stateName, grainId);
        lock (_gate)
        {
            Expect(path, grainState.ETag);
            File.Delete(path);
            Fill(grainState, null, Activator.CreateInstance<T>());
        }

        return Task.CompletedTask;
    }

    private static void Expect(string path, string? etag)
    {
        if (Version(path) != etag)
            throw new InconsistentStateException("The row was written by somebody else.", Version(path), etag);
    }

    private static void Fill<T>(IGrainState<T> state, string? version, T? value) =>
        (state.ETag, state.RecordExists, state.State) = (version, version is not null, value!);

    private static string? Version(string path) => File.Exists(path) ? Lines(path)[0] : null;

    private static string[] Lines(string path) => File.ReadAllText(path).Split('\n');

    private string PathOf(string stateName, GrainId grainId) =>
        Path.Combine(folder, Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{stateName}|{grainId}")));
}
