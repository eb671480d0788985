using System.Diagnostics.CodeAnalysis;
using Orleans.Runtime;

namespace Orleans.Runtime
{
    /// <summary>A timer of one activation. Disposing it, or the end of the activation, stops it.</summary>
    public interface IGrainTimer : IDisposable
    {
        /// <summary>Starts anew with another due time and period.</summary>
        /// <param name="dueTime">Until the first tick; <see cref="Timeout.InfiniteTimeSpan"/> for none.</param>
        /// <param name="period">Between the end of a tick and the next; <see cref="Timeout.InfiniteTimeSpan"/> for one tick only.</param>
        void Change(TimeSpan dueTime, TimeSpan period);
    }

    /// <summary>How a grain's timer ticks.</summary>
    public readonly struct GrainTimerCreationOptions()
    {
        /// <summary>With due time and period; the rest at its default.</summary>
        [SetsRequiredMembers]
        public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period) : this()
        {
            DueTime = dueTime;
            Period = period;
        }

        /// <summary>Until the first tick; <see cref="Timeout.InfiniteTimeSpan"/> for none.</summary>
        public required TimeSpan DueTime { get; init; }

        /// <summary>Between the end of a tick and the next; <see cref="Timeout.InfiniteTimeSpan"/> for one tick only.</summary>
        public required TimeSpan Period { get; init; }

        /// <summary>True lets ticks interleave with calls and with other timers. Default false.</summary>
        public bool Interleave { get; init; }

        /// <summary>True lets a tick keep the activation from idle collection, as a call does. Default false.</summary>
        public bool KeepAlive { get; init; }
    }
}

namespace Orleans.Timers
{
    /// <summary>Starts timers for activations.</summary>
    public interface ITimerRegistry
    {
        /// <summary>Starts a timer that lives as long as the activation.</summary>
        IGrainTimer RegisterGrainTimer<TState>(
            IGrainContext grainContext, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options);
    }
}
