using System.Text.Json;

namespace SeeSupport.Grid.Tests;

/// <summary>All reminders in one file.</summary>
internal sealed class FileReminderTable(string folder) : IReminderTable
{
    private readonly string _path = Path.Combine(folder, "reminders.json");
    private readonly Lock _gate = new();

    public Task<ReminderTableData> ReadRows(GrainId grainId) => Task.FromResult(Rows(entry => entry.GrainId == grainId));

    public Task<ReminderTableData> ReadRows(uint begin, uint end) => Task.FromResult(Rows(_ => true));

    public Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) =>
        Task.FromResult(Rows(entry => entry.GrainId == grainId && entry.ReminderName == reminderName).Reminders.FirstOrDefault());

    public Task<string?> UpsertRow(ReminderEntry entry)
    {
        entry.ETag = Guid.NewGuid().ToString();
        Change(all =>
        {
            all.RemoveAll(each => each.GrainId == entry.GrainId && each.ReminderName == entry.ReminderName);
            all.Add(entry);
        });
        return Task.FromResult<string?>(entry.ETag);
    }

    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag)
    {
        var removed = 0;
        Change(all => removed = all.RemoveAll(each => each.GrainId == grainId && each.ReminderName == reminderName && each.ETag == eTag));
        return Task.FromResult(removed > 0);
    }

    public Task TestOnlyClearTable()
    {
        Change(all => all.Clear());
        return Task.CompletedTask;
    }

    private ReminderTableData Rows(Func<ReminderEntry, bool> which)
    {
        lock (_gate)
            return new(Load().Where(which));
    }

    private void Change(Action<List<ReminderEntry>> change)
    {
        lock (_gate)
        {
            var all = Load();
            change(all);
            File.WriteAllText(_path + ".new", JsonSerializer.Serialize(all));
            File.Move(_path + ".new", _path, overwrite: true);
        }
    }

    private List<ReminderEntry> Load() =>
        File.Exists(_path) ? JsonSerializer.Deserialize<List<ReminderEntry>>(File.ReadAllText(_path))! : [];
}
