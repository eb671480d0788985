using System.Globalization;

namespace Orleans.Concurrency
{
    /// <summary>Calls to this grain class may interleave: while one awaits, another may have its turn.</summary>
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class ReentrantAttribute : Attribute;

    /// <summary>A call to this method may interleave with every other.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    public sealed class AlwaysInterleaveAttribute : Attribute;

    /// <summary>Calls to methods that change nothing may interleave with each other.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    public sealed class ReadOnlyAttribute : Attribute;

    /// <summary>The caller gets no answer: its task is done once the call is sent.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    public sealed class OneWayAttribute : Attribute;

    /// <summary>Several activations of one key may exist, as many as there are calls at once, up to a limit.</summary>
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class StatelessWorkerAttribute : Attribute
    {
        /// <summary>As many activations as the machine has processors.</summary>
        public StatelessWorkerAttribute() : this(-1)
        {
        }

        /// <param name="maxLocalWorkers">At most so many activations of one key; not positive means as many as there are processors.</param>
        public StatelessWorkerAttribute(int maxLocalWorkers) =>
            MaxLocalWorkers = maxLocalWorkers > 0 ? maxLocalWorkers : Environment.ProcessorCount;

        internal int MaxLocalWorkers { get; }
    }
}

namespace Orleans
{
    /// <summary>Sets for one method how long a caller waits for the answer.</summary>
    /// <param name="timeout">The span in <see cref="TimeSpan"/>'s format, such as <c>00:00:05</c>.</param>
    [AttributeUsage(AttributeTargets.Method)]
    public sealed class ResponseTimeoutAttribute(string timeout) : Attribute
    {
        /// <summary>How long.</summary>
        public TimeSpan? Timeout { get; init; } = TimeSpan.Parse(timeout, CultureInfo.InvariantCulture);
    }
}
