namespace Orleans.Runtime;

/// <summary>Which other turns may be under way beside this one.</summary>
internal enum Interleaving : byte
{
    None,
    ReadOnly,
    Always,
}

/// <summary>Where turns run: an activation or an observer.</summary>
internal interface ITurnHost : IGrainContext
{
    void Ended(Turn turn, Exception? failure);
}

/// <summary>Something that takes turns; false when it is gone for good and must be looked up anew.</summary>
internal interface ITurnReceiver
{
    bool TryReceive(Turn turn);
}

/// <summary>A piece of work that waits in a mailbox until its host may run it: a call, or a tick of a timer.</summary>
internal abstract class Turn
{
    internal static readonly ExecutionContext Blank = CaptureBlank();

    // The place in the mailbox's list, under the mailbox's lock.
    internal Turn? Previous;
    internal Turn? Next;
    internal bool Started;

    internal ITurnHost? Host;

    internal Interleaving Interleaving;

    /// <summary>False when the turn does not count against idleness.</summary>
    internal virtual bool KeepsAlive => true;

    /// <summary>
    /// Whether the turn may run on its sender's thread, up to its first await, where nothing is in its way: what is done at once costs no
    /// other thread then.
    /// </summary>
    internal virtual bool MayRunHere => false;

    /// <summary>True when nobody wants the turn to run any more.</summary>
    internal abstract bool IsAbandoned { get; }

    /// <summary>Gives up on the turn if its time has come; true when it did.</summary>
    internal virtual bool Expire(long now) => false;

    /// <summary>Ends the turn without running it.</summary>
    internal abstract void Fail(Exception exception);

    /// <summary>Does the work, on the host's scheduler.</summary>
    protected abstract Task Run();

    /// <summary>Hands out what the work came to.</summary>
    protected abstract void Finish(Task done, Exception? failure);

    /// <summary>Runs the turn. What the sender's execution context carries stays with the sender.</summary>
    internal void Execute()
    {
        ExecutionContext.Restore(Blank);
        SynchronizationContext.SetSynchronizationContext(null);
        Task task;
        try
        {
            task = IsAbandoned ? Task.CompletedTask : Run();
        }
        catch (Exception exception)
        {
            task = Task.FromException(exception);
        }

        if (task.IsCompleted)
            End(task);
        else
            task.ContinueWith(
                static (done, turn) => ((Turn)turn!).End(done), this,
                CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>Runs the turn on this thread as a task of that scheduler. The thread's own contexts are untouched afterwards.</summary>
    internal void ExecuteHere(TaskScheduler scheduler) =>
        new Task(static turn => ((Turn)turn!).Execute(), this, CancellationToken.None, TaskCreationOptions.DenyChildAttach).RunSynchronously(scheduler);

    private void End(Task done)
    {
        var failure = done.IsCompletedSuccessfully ? null : done.Exception?.InnerException ?? new TaskCanceledException(done);
        Host!.Ended(this, failure);
        Finish(done, failure);
    }

    private static ExecutionContext CaptureBlank()
    {
        ExecutionContext? blank = null;
        var thread = new Thread(() => blank = ExecutionContext.Capture());
        thread.UnsafeStart();
        thread.Join();
        return blank!;
    }
}
