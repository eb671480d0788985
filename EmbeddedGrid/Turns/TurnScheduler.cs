namespace Orleans.Runtime;

/// <summary>
/// Runs one activation's tasks one after another on the thread pool, so that every <c>await</c> inside a grain comes back as a
/// turn of that grain.
/// </summary>
internal sealed class TurnScheduler(IGrainContext context) : TaskScheduler, IThreadPoolWorkItem
{
    // After so many tasks the thread goes to others that wait.
    private const int Quantum = 64;

    private readonly Queue<Task> _tasks = new();
    private bool _scheduled;

    public override int MaximumConcurrencyLevel => 1;

    public void Queue(Turn turn) =>
        Task.Factory.StartNew(
            static turn => ((Turn)turn!).Execute(), turn, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this);

    public Task Queue(Func<Task> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this).Unwrap();

    /// <summary>Claims the activation for this thread; false while it is at work elsewhere. What is claimed runs with <see cref="RunHere"/>.</summary>
    public bool TryClaim()
    {
        lock (_tasks)
            return !_scheduled && (_scheduled = true);
    }

    /// <summary>Runs a turn on this thread, which has claimed the activation, up to its first await.</summary>
    public void RunHere(Turn turn)
    {
        RuntimeContext.Current = context;
        try
        {
            turn.ExecuteHere(this);
        }
        finally
        {
            RuntimeContext.Current = null;
        }

        lock (_tasks)
        {
            if (_tasks.Count == 0)
            {
                _scheduled = false;
                return;
            }
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
    }

    void IThreadPoolWorkItem.Execute()
    {
        RuntimeContext.Current = context;
        try
        {
            for (var done = 0; done < Quantum; done++)
            {
                Task? task;
                lock (_tasks)
                {
                    if (!_tasks.TryDequeue(out task))
                    {
                        _scheduled = false;
                        return;
                    }
                }

                TryExecuteTask(task);
            }
        }
        finally
        {
            RuntimeContext.Current = null;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    protected override void QueueTask(Task task)
    {
        lock (_tasks)
        {
            _tasks.Enqueue(task);
            if (_scheduled)
                return;
            _scheduled = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && ReferenceEquals(RuntimeContext.Current, context) && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (_tasks)
            return [.. _tasks];
    }
}
