namespace Orleans.Runtime;

/// <summary>A reminder as it is kept. Times are UTC.</summary>
internal sealed record Reminder(GrainId GrainId, string Name, DateTime StartAt, TimeSpan Period, DateTime DueAt, long Version)
    : IGrainReminder
{
    public string ReminderName => Name;

    /// <summary>The same reminder, due at the first time of its schedule that is still to come.</summary>
    public Reminder Advance(DateTime now)
    {
        var past = (now > DueAt ? now : DueAt) - StartAt;
        return this with { DueAt = StartAt + Period * (past.Ticks / Period.Ticks + 1) };
    }
}

/// <summary>Where reminders are kept.</summary>
internal interface IReminderRows
{
    List<Reminder> Load();

    /// <summary>Keeps a reminder in place of the one of its name. What is asked for first is done first.</summary>
    Task SaveAsync(Reminder reminder);

    /// <summary>Keeps the next due time, unless the reminder is gone or registered anew.</summary>
    Task TickOffAsync(Reminder reminder);

    Task DeleteAsync(Reminder reminder);
}

/// <summary>Reminders that last as long as the process: the reminder service remembers them itself.</summary>
internal sealed class MemoryReminderRows : IReminderRows
{
    public List<Reminder> Load() => [];

    public Task SaveAsync(Reminder reminder) => Task.CompletedTask;

    public Task TickOffAsync(Reminder reminder) => Task.CompletedTask;

    public Task DeleteAsync(Reminder reminder) => Task.CompletedTask;
}

/// <summary>Reminders in the grid's file.</summary>
internal sealed class SqliteReminderRows(GridFile file) : IReminderRows
{
    public List<Reminder> Load() => file.Read(
        "SELECT grain_type, grain_key, name, start_at, period, due_at, version FROM reminder", [], row => new Reminder(
            GrainId.Create(row.GetString(0), row.GetString(1)), row.GetString(2), new(row.GetInt64(3), DateTimeKind.Utc),
            new(row.GetInt64(4)), new(row.GetInt64(5), DateTimeKind.Utc), row.GetInt64(6)));

    public Task SaveAsync(Reminder reminder) => file.WriteAsync(
        """
        INSERT INTO reminder (grain_type, grain_key, name, start_at, period, due_at, version) VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT DO UPDATE SET start_at = $4, period = $5, due_at = $6, version = $7
        """,
        [
            reminder.GrainId.Type.ToString(), reminder.GrainId.Key.ToString(), reminder.Name,
            reminder.StartAt.Ticks, reminder.Period.Ticks, reminder.DueAt.Ticks, reminder.Version,
        ]);

    public Task TickOffAsync(Reminder reminder) => file.WriteAsync(
        "UPDATE reminder SET due_at = $4 WHERE grain_type = $1 AND grain_key = $2 AND name = $3 AND version = $5",
        [reminder.GrainId.Type.ToString(), reminder.GrainId.Key.ToString(), reminder.Name, reminder.DueAt.Ticks, reminder.Version]);

    public Task DeleteAsync(Reminder reminder) => file.WriteAsync(
        "DELETE FROM reminder WHERE grain_type = $1 AND grain_key = $2 AND name = $3",
        [reminder.GrainId.Type.ToString(), reminder.GrainId.Key.ToString(), reminder.Name]);
}
