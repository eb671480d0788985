using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>Rows in the grid's file.</summary>
internal sealed class SqliteRows(GridFile file) : IStateRows
{
    public Task<(byte[] Json, long Version)?> ReadAsync(GrainId grainId, string name) => Task.FromResult(file.Read(
        "SELECT json, version FROM grain_state WHERE grain_type = $1 AND grain_key = $2 AND name = $3",
        [grainId.Type.ToString(), grainId.Key.ToString(), name],
        row => ((byte[], long)?)((byte[])row.GetValue(0), row.GetInt64(1))).FirstOrDefault());

    public async Task<bool> WriteAsync(GrainId grainId, string name, byte[] json, long expected, long version)
    {
        var (type, key) = (grainId.Type.ToString(), grainId.Key.ToString());
        return 1 == (expected == 0
            ? await file.WriteAsync(
                "INSERT INTO grain_state (grain_type, grain_key, name, json, version) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
                [type, key, name, json, version])
            : await file.WriteAsync(
                "UPDATE grain_state SET json = $4, version = $5 WHERE grain_type = $1 AND grain_key = $2 AND name = $3 AND version = $6",
                [type, key, name, json, version, expected]));
    }

    public async Task<bool> DeleteAsync(GrainId grainId, string name, long expected)
    {
        var deleted = await file.WriteAsync(
            "DELETE FROM grain_state WHERE grain_type = $1 AND grain_key = $2 AND name = $3 AND version = $4",
            [grainId.Type.ToString(), grainId.Key.ToString(), name, expected]);
        return deleted == 1 || (expected == 0 && await ReadAsync(grainId, name) is null);
    }
}
