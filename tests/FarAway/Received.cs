using System.Collections;

namespace SeeSupport.FarAway;

/// <summary>What a server has received, oldest first, and a way to wait for more. Every member may be called from any thread.</summary>
public sealed class Received<T> : IReadOnlyCollection<T>
{
    private readonly Lock _lock = new();
    private readonly List<T> _items = [];
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <inheritdoc/>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _items.Count;
            }
        }
    }

    /// <summary>
    /// The first item that matches, waiting for it as long as needed, by default 20 s at most;
    /// then <see cref="TimeoutException"/> with how many there were instead.
    /// </summary>
    public async Task<T> First(Func<T, bool>? match = null, TimeSpan? within = null)
    {
        using var timeout = new CancellationTokenSource(within ?? TimeSpan.FromSeconds(20));
        while (true)
        {
            Task more;
            lock (_lock)
            {
                if (_items.Where(match ?? (_ => true)).Take(1).ToArray() is [var found])
                {
                    return found;
                }

                more = _more.Task;
            }

            try
            {
                await more.WaitAsync(timeout.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"None of the {Count} received {typeof(T).Name} is the one waited for.");
            }
        }
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator()
    {
        T[] copy;
        lock (_lock)
        {
            copy = [.. _items];
        }

        return copy.AsEnumerable().GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Adds an item; who waits for it goes on.</summary>
    public void Add(T item)
    {
        TaskCompletionSource more;
        lock (_lock)
        {
            _items.Add(item);
            more = _more;
            _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        more.SetResult();
    }
}
