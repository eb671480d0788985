using System.Collections.Concurrent;
using Orleans.Concurrency;

namespace SeeSupport.Grid.Tests.Observers;

public interface IListener : IGrainObserver
{
    [ResponseTimeout("00:00:02")]
    Task Hear(string text);

    [ResponseTimeout("00:00:02")]
    Task<int> Answer(int number);

    void Overhear(string text);

    [OneWay]
    Task HearNoMatterWhat(string text);
}

public sealed class Listener : IListener
{
    private int _inside;

    public ConcurrentQueue<string> Heard { get; } = new();

    public bool Overlapped { get; private set; }

    public async Task Hear(string text)
    {
        Overlapped |= Interlocked.Increment(ref _inside) > 1;
        if (text == "fail")
            throw new InvalidOperationException("I will not hear this.");
        await Task.Yield();
        Heard.Enqueue(text);
        Interlocked.Decrement(ref _inside);
    }

    public Task<int> Answer(int number) => Task.FromResult(number + 1);

    public void Overhear(string text) => Heard.Enqueue(text);

    public Task HearNoMatterWhat(string text)
    {
        Heard.Enqueue(text);
        throw new InvalidOperationException("Nobody hears this.");
    }
}
