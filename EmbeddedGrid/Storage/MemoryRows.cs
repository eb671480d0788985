using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>Rows that last as long as the process.</summary>
internal sealed class MemoryRows : IStateRows
{
    private readonly Dictionary<(GrainId, string), (byte[] Json, long Version)> _rows = [];

    public Task<(byte[] Json, long Version)?> ReadAsync(GrainId grainId, string name)
    {
        lock (_rows)
            return Task.FromResult<(byte[], long)?>(_rows.TryGetValue((grainId, name), out var row) ? row : null);
    }

    public Task<bool> WriteAsync(GrainId grainId, string name, byte[] json, long expected, long version)
    {
        lock (_rows)
        {
            if (_rows.GetValueOrDefault((grainId, name)).Version != expected)
                return Task.FromResult(false);
            _rows[(grainId, name)] = (json, version);
            return Task.FromResult(true);
        }
    }

    public Task<bool> DeleteAsync(GrainId grainId, string name, long expected)
    {
        lock (_rows)
        {
            if (_rows.GetValueOrDefault((grainId, name)).Version != expected)
                return Task.FromResult(false);
            _rows.Remove((grainId, name));
            return Task.FromResult(true);
        }
    }
}
