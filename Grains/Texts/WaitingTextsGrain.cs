using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans.Utilities;
using SeeSupport.Storage;

namespace SeeSupport.Texts;

/// <inheritdoc cref="IWaitingTextsGrain"/>
internal sealed class WaitingTextsGrain : Grain, IWaitingTextsGrain
{
    /// <summary>The one key.</summary>
    public const string Key = "global";

    /// <summary>How long a front that says nothing is told.</summary>
    private static readonly TimeSpan Subscription = TimeSpan.FromMinutes(2);

    private readonly IPersistentState<WaitingTextsState> _stored;
    private readonly ILogger<WaitingTextsGrain> _log;
    private readonly ObserverManager<IWaitingTextsObserver> _observers;

    public WaitingTextsGrain(
        [PersistentState("waiting-texts")] IPersistentState<WaitingTextsState> stored, TimeProvider time, ILogger<WaitingTextsGrain> log)
    {
        (_stored, _log) = (stored, log);
        _observers = new(Subscription, log) { GetDateTime = () => time.GetUtcNow().UtcDateTime };
    }

    public Task<ImmutableArray<WaitingText>> List() => Task.FromResult(Views());

    public Task<string?> Number(string waitingId) =>
        Task.FromResult(_stored.State.Entries.FirstOrDefault(entry => entry.View.WaitingId == waitingId)?.Number);

    public Task Put(string number, WaitingText waiting)
    {
        var entries = _stored.State.Entries;
        var known = entries.FirstOrDefault(entry => entry.Number == number);
        var entry = new WaitingEntry { Number = number, View = waiting with { WaitingId = known?.View.WaitingId ?? RandomId.New() } };
        return known == entry ? Task.CompletedTask : Keep(known is null ? entries.Add(entry) : entries.Replace(known, entry));
    }

    public Task Remove(string number)
    {
        var entries = _stored.State.Entries.RemoveAll(entry => entry.Number == number);
        return entries.Length == _stored.State.Entries.Length ? Task.CompletedTask : Keep(entries);
    }

    public Task Subscribe(IWaitingTextsObserver observer)
    {
        _observers.Subscribe(observer, observer);
        return observer.Changed(Views());
    }

    private async Task Keep(ImmutableArray<WaitingEntry> entries)
    {
        await _stored.Keep(new() { Entries = entries }, this, _log);
        await _observers.Notify(observer => observer.Changed(Views()));
    }

    private ImmutableArray<WaitingText> Views() => [.. _stored.State.Entries.Select(entry => entry.View)];
}
