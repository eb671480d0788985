using Orleans.Runtime;

namespace Orleans.Timers;

/// <summary>Keeps the reminders of grains.</summary>
public interface IReminderRegistry
{
    /// <summary>Registers a reminder, or gives the one of that name another schedule.</summary>
    Task<IGrainReminder> RegisterOrUpdateReminder(GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period);

    /// <summary>Removes a reminder for good.</summary>
    Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder);

    /// <summary>The reminder of that name, or null.</summary>
    Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName);

    /// <summary>All reminders of a grain.</summary>
    Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId);
}
