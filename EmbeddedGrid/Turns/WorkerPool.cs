namespace Orleans.Runtime;

/// <summary>The mailboxes of a stateless worker: an idle one takes the call, or a new one, or the shortest queue.</summary>
internal sealed class WorkerPool(Grid grid, GrainId grainId, GrainClass grainClass) : ITurnReceiver, IMailboxKeeper
{
    private readonly Lock _gate = new();
    private readonly List<Mailbox> _workers = [];
    private bool _retired;

    public bool TryReceive(Turn turn)
    {
        while (Choose() is { } worker)
        {
            if (worker.TryReceive(turn))
                return true;
        }

        return false;
    }

    public void Retire(Mailbox mailbox)
    {
        lock (_gate)
        {
            _workers.Remove(mailbox);
            _retired = _workers.Count == 0;
        }

        if (_retired)
            grid.Forget(grainId, this);
    }

    public Mailbox[] Workers()
    {
        lock (_gate)
            return [.. _workers];
    }

    private Mailbox? Choose()
    {
        lock (_gate)
        {
            if (_retired)
                return null;
            var best = _workers.MinBy(worker => worker.Outstanding);
            if (best is { Outstanding: 0 } || _workers.Count == grainClass.WorkerLimit)
                return best;
            var worker = new Mailbox(grid, grainId, grainClass, this);
            _workers.Add(worker);
            return worker;
        }
    }
}
