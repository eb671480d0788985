using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;

namespace SeeSupport.Grid.Tests;

/// <summary>One file per reminder, read once at the start: a folder has one silo at a time.</summary>
internal sealed class FileReminderTable : IReminderTable
{
    private readonly string _folder;
    private readonly ConcurrentDictionary<(GrainId, string), ReminderEntry> _rows;
    private readonly Lock _gate = new();

    public FileReminderTable(string folder)
    {
        _folder = folder;
        var rows = Directory.GetFiles(folder, "*.reminder").Select(file => JsonSerializer.Deserialize<ReminderEntry>(File.ReadAllText(file))!);
        _rows = new(rows.Select(row => KeyValuePair.Create((row.GrainId, row.ReminderName), row)));
    }

    public Task<ReminderTableData> ReadRows(GrainId grainId) => Task.FromResult(new ReminderTableData(_rows.Values.Where(row => row.GrainId == grainId)));

    public Task<ReminderTableData> ReadRows(uint begin, uint end) => Task.FromResult(new ReminderTableData(_rows.Values));

    public Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) => Task.FromResult(_rows.GetValueOrDefault((grainId, reminderName)));

    public Task<string?> UpsertRow(ReminderEntry entry)
    {
        entry.ETag = Guid.NewGuid().ToString();
        lock (_gate)
        {
            var path = PathOf(entry.GrainId, entry.ReminderName);
            File.WriteAllText(path + ".new", JsonSerializer.Serialize(entry));
            File.Move(path + ".new", path, overwrite: true);
            _rows[(entry.GrainId, entry.ReminderName)] = entry;
        }

        return Task.FromResult<string?>(entry.ETag);
    }

    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag)
    {
        lock (_gate)
        {
            if (_rows.GetValueOrDefault((grainId, reminderName))?.ETag != eTag)
                return Task.FromResult(false);
            File.Delete(PathOf(grainId, reminderName));
            return Task.FromResult(_rows.TryRemove((grainId, reminderName), out _));
        }
    }

    public Task TestOnlyClearTable() => throw new NotSupportedException();

    private string PathOf(GrainId grainId, string reminderName) =>
        Path.Combine(_folder, Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{reminderName}|{grainId}")) + ".reminder");
}
