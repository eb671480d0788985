using Orleans.Runtime;

namespace Orleans
{
    /// <summary>A grain that reminders can wake.</summary>
    public interface IRemindable : IGrain
    {
        /// <summary>A reminder is due.</summary>
        Task ReceiveReminder(string reminderName, TickStatus status);
    }
}

namespace Orleans.Runtime
{
    /// <summary>A reminder that is registered.</summary>
    public interface IGrainReminder
    {
        /// <summary>Its name, one of its kind within the grain.</summary>
        string ReminderName { get; }
    }

    /// <summary>When a reminder ticks. All times are UTC.</summary>
    [GenerateSerializer, Immutable]
    public readonly struct TickStatus(DateTime firstTickTime, TimeSpan period, DateTime timeStamp)
    {
        /// <summary>When the first tick was due.</summary>
        [Id(0)]
        public DateTime FirstTickTime { get; } = firstTickTime;

        /// <summary>From one due time to the next.</summary>
        [Id(1)]
        public TimeSpan Period { get; } = period;

        /// <summary>When this tick was sent.</summary>
        [Id(2)]
        public DateTime CurrentTickTime { get; } = timeStamp;
    }

    /// <summary>A reminder could not be registered, found or removed.</summary>
    public sealed class ReminderException(string message) : OrleansException(message);
}
