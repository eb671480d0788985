using System.Collections.Concurrent;

namespace SeeSupport.Grid.Tests;

/// <summary>A place where grain code waits until the test lets it go. Both find it by its name.</summary>
public sealed class Gate
{
    private static readonly ConcurrentDictionary<string, Gate> All = new();

    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _arrived;

    public static Gate Named(string name) => All.GetOrAdd(name, _ => new());

    public void Open() => _opened.TrySetResult();

    /// <summary>Says that the caller has come, then waits.</summary>
    public Task WaitAsync()
    {
        Interlocked.Increment(ref _arrived);
        return _opened.Task;
    }

    /// <summary>Waits until so many have come.</summary>
    public Task ArrivedAsync(int count = 1) => Eventually.TrueAsync(() => Volatile.Read(ref _arrived) >= count);
}
