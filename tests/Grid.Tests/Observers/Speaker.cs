using Microsoft.Extensions.Logging;
using Orleans.Utilities;

namespace SeeSupport.Grid.Tests.Observers;

public interface ISpeaker : IGrainWithStringKey
{
    Task Say(IListener listener, string text);

    Task<int> Ask(IListener listener, int number);

    Task Mutter(IListener listener, string text);

    Task Shout(IListener listener, string text);

    Task Subscribe(IListener listener);

    Task Unsubscribe(IListener listener);

    /// <summary>Tells all subscribers; how many are left.</summary>
    Task<int> SayToAll(string text);

    /// <summary>Lets that much time pass on the subscriptions' clock.</summary>
    Task Wait(TimeSpan span);

    Task<int> ClearExpired();

    Task MakeReference();
}

public sealed class SpeakerGrain : Grain, ISpeaker
{
    private readonly ObserverManager<IListener> _listeners;
    private DateTime _now = DateTime.UnixEpoch;

    public SpeakerGrain(ILogger<SpeakerGrain> log) => _listeners = new(TimeSpan.FromMinutes(1), log) { GetDateTime = () => _now };

    public Task Say(IListener listener, string text) => listener.Hear(text);

    public Task<int> Ask(IListener listener, int number) => listener.Answer(number);

    public Task Mutter(IListener listener, string text)
    {
        listener.Overhear(text);
        return Task.CompletedTask;
    }

    public Task Shout(IListener listener, string text) => listener.HearNoMatterWhat(text);

    public Task Subscribe(IListener listener)
    {
        _listeners.Subscribe(listener, listener);
        return Task.CompletedTask;
    }

    public Task Unsubscribe(IListener listener)
    {
        _listeners.Unsubscribe(listener);
        return Task.CompletedTask;
    }

    public async Task<int> SayToAll(string text)
    {
        await _listeners.Notify(listener => listener.Hear(text));
        return _listeners.Count;
    }

    public Task Wait(TimeSpan span)
    {
        _now += span;
        return Task.CompletedTask;
    }

    public Task<int> ClearExpired()
    {
        _listeners.ClearExpired();
        return Task.FromResult(_listeners.Count);
    }

    public Task MakeReference()
    {
        GrainFactory.CreateObjectReference<IListener>(new Listener());
        return Task.CompletedTask;
    }
}
