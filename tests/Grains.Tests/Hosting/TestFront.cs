using System.Collections.Concurrent;
using SeeSupport.Fronts;
using SeeSupport.Grid.Tests;
using SeeSupport.Sessions;

namespace SeeSupport.Hosting;

/// <summary>A front with no browsers behind it: it keeps what sessions send.</summary>
internal sealed class TestFront : IFrontObserver
{
    private readonly IGrainFactory _grains;
    private readonly IFrontObserver _reference;

    public TestFront(IGrainFactory grains)
    {
        _grains = grains;
        _reference = grains.CreateObjectReference<IFrontObserver>(this);
    }

    public string Id { get; } = Guid.NewGuid().ToString("N");

    public ConcurrentQueue<(string ConnectionId, AgentUpdate Update)> Agent { get; } = new();

    public ConcurrentQueue<(string ConnectionId, ConsumerUpdate Update)> Consumer { get; } = new();

    public ConcurrentQueue<(string ConnectionId, string Payload)> Signals { get; } = new();

    public ConcurrentQueue<(string ConnectionId, string SessionId)> Replaced { get; } = new();

    public ConcurrentQueue<(string ConnectionId, string PictureId, long ReceivedBytes)> Progress { get; } = new();

    public IFrontGrain Lease => _grains.GetGrain<IFrontGrain>(Id);

    public ConnectionAddress Address(string connectionId) => new() { FrontId = Id, ConnectionId = connectionId, Observer = _reference };

    /// <summary>The process dies: nothing reaches it from here on.</summary>
    public void Die() => _grains.DeleteObjectReference<IFrontObserver>(_reference);

    public Task<AgentUpdate> AgentHears(string connectionId, Func<AgentUpdate, bool> condition) => Hears(Agent, connectionId, condition);

    public Task<ConsumerUpdate> ConsumerHears(string connectionId, Func<ConsumerUpdate, bool> condition) => Hears(Consumer, connectionId, condition);

    public Task UpdateAgent(string connectionId, AgentUpdate update)
    {
        Agent.Enqueue((connectionId, update));
        return Task.CompletedTask;
    }

    public Task UpdateConsumer(string connectionId, ConsumerUpdate update)
    {
        Consumer.Enqueue((connectionId, update));
        return Task.CompletedTask;
    }

    public Task Signal(string connectionId, string sessionId, string payload)
    {
        Signals.Enqueue((connectionId, payload));
        return Task.CompletedTask;
    }

    public Task Superseded(string connectionId, string sessionId)
    {
        Replaced.Enqueue((connectionId, sessionId));
        return Task.CompletedTask;
    }

    public Task PictureReceiving(string connectionId, string sessionId, string pictureId, long receivedBytes)
    {
        Progress.Enqueue((connectionId, pictureId, receivedBytes));
        return Task.CompletedTask;
    }

    private static async Task<T> Hears<T>(ConcurrentQueue<(string ConnectionId, T Update)> heard, string connectionId, Func<T, bool> condition)
        where T : class
    {
        T? found = null;
        await Eventually.TrueAsync(() => (found = heard.LastOrDefault(each => each.ConnectionId == connectionId && condition(each.Update)).Update) is not null);
        return found!;
    }
}
