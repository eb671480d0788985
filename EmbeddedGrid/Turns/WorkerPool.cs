namespace Orleans.Runtime;

/// <summary>The mailboxes of a stateless worker: an idle one takes the call, or a new one, or the shortest queue.</summary>
internal sealed class WorkerPool(Grid grid, GrainId grainId, GrainClass grainClass) : ITurnReceiver, IMailboxKeeper
{
    private readonly Lock _gate = new();
    private readonly List<Worker> _workers = [];
    private bool _retired;

    public bool TryReceive(Turn turn)
    {
        while (Choose() is { } worker)
        {
            var received = worker.Mailbox.TryReceive(turn);
            Interlocked.Decrement(ref worker.Arriving);
            if (received)
                return true;
        }

        return false;
    }

    public void Retire(Mailbox mailbox)
    {
        lock (_gate)
        {
            _workers.RemoveAll(each => each.Mailbox == mailbox);
            _retired = _workers.Count == 0;
        }

        if (_retired)
            grid.Forget(grainId, this);
    }

    public Mailbox[] Workers()
    {
        lock (_gate)
            return [.. _workers.Select(each => each.Mailbox)];
    }

    private Worker? Choose()
    {
        lock (_gate)
        {
            if (_retired)
                return null;
            var best = _workers.MinBy(worker => worker.Load);
            if (best is null || (best.Load > 0 && _workers.Count < grainClass.WorkerLimit))
                _workers.Add(best = new(new(grid, grainId, grainClass, this)));
            Interlocked.Increment(ref best.Arriving);
            return best;
        }
    }

    private sealed class Worker(Mailbox mailbox)
    {
        /// <summary>Calls that have chosen this one and are not in its mailbox yet.</summary>
        public int Arriving;

        public Mailbox Mailbox => mailbox;

        public int Load => Volatile.Read(ref Arriving) + mailbox.Outstanding;
    }
}
