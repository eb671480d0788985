using System.Collections;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Orleans.Utilities;

/// <summary>Observers known by their own reference.</summary>
public class ObserverManager<TObserver>(TimeSpan expiration, ILogger log) : ObserverManager<IAddressable, TObserver>(expiration, log);

/// <summary>
/// The observers a grain tells. One that does not subscribe again within the expiration, or that fails when told, is dropped.
/// For use within one activation.
/// </summary>
public partial class ObserverManager<TIdentity, TObserver> : IEnumerable<TObserver> where TIdentity : notnull
{
    private readonly ILogger _log;
    private Dictionary<TIdentity, (TObserver Observer, DateTime LastSeen)> _observers = [];

    /// <param name="expiration">How long a subscription lasts unless renewed.</param>
    /// <param name="log">Where comings and goings are noted.</param>
    public ObserverManager(TimeSpan expiration, ILogger log)
    {
        ArgumentNullException.ThrowIfNull(log);
        ExpirationDuration = expiration;
        _log = log;
    }

    /// <summary>The clock, UTC.</summary>
    public Func<DateTime> GetDateTime { get; set; } = () => DateTime.UtcNow;

    /// <summary>How long a subscription lasts unless renewed.</summary>
    public TimeSpan ExpirationDuration { get; set; }

    /// <summary>How many there are, the expired ones that nobody noticed yet included.</summary>
    public int Count => _observers.Count;

    /// <summary>The observers by their identity.</summary>
    public IReadOnlyDictionary<TIdentity, TObserver> Observers => _observers.ToDictionary(each => each.Key, each => each.Value.Observer);

    /// <summary>Drops all.</summary>
    public void Clear() => _observers = [];

    /// <summary>Adds an observer or renews it.</summary>
    public void Subscribe(TIdentity id, TObserver observer)
    {
        // Notify walks the dictionary across awaits, so a change makes a new one.
        _observers = new(_observers) { [id] = (observer, GetDateTime()) };
        LogSubscribed(id, _observers.Count);
    }

    /// <summary>Drops an observer.</summary>
    public void Unsubscribe(TIdentity id) => Drop([id]);

    /// <summary>Tells each in turn and drops those that have expired or that fail.</summary>
    public async Task Notify(Func<TObserver, Task> notification, Func<TObserver, bool>? predicate = null)
    {
        var defunct = new List<TIdentity>();
        foreach (var (id, observer) in Living(defunct, predicate))
        {
            try
            {
                await notification(observer);
            }
            catch (Exception)
            {
                defunct.Add(id);
            }
        }

        Drop(defunct);
    }

    /// <inheritdoc cref="Notify(Func{TObserver, Task}, Func{TObserver, bool}?)"/>
    public void Notify(Action<TObserver> notification, Func<TObserver, bool>? predicate = null)
    {
        var defunct = new List<TIdentity>();
        foreach (var (id, observer) in Living(defunct, predicate))
        {
            try
            {
                notification(observer);
            }
            catch (Exception)
            {
                defunct.Add(id);
            }
        }

        Drop(defunct);
    }

    /// <summary>Drops those that have expired.</summary>
    public void ClearExpired()
    {
        var now = GetDateTime();
        Drop(_observers.Where(each => Expired(each.Value.LastSeen, now)).Select(each => each.Key).ToList());
    }

    /// <inheritdoc/>
    public IEnumerator<TObserver> GetEnumerator() => _observers.Values.Select(each => each.Observer).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private bool Expired(DateTime lastSeen, DateTime now) => lastSeen + ExpirationDuration < now;

    private IEnumerable<(TIdentity Id, TObserver Observer)> Living(List<TIdentity> defunct, Func<TObserver, bool>? predicate)
    {
        var now = GetDateTime();
        foreach (var (id, (observer, lastSeen)) in _observers)
        {
            if (Expired(lastSeen, now))
                defunct.Add(id);
            else if (predicate is null || predicate(observer))
                yield return (id, observer);
        }
    }

    private void Drop(List<TIdentity> ids)
    {
        if (!ids.Exists(_observers.ContainsKey))
            return;
        _observers = new(_observers);
        foreach (var id in ids)
        {
            _observers.Remove(id);
            LogDropped(id, _observers.Count);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Observer {Id} is subscribed; {Count} in all")]
    private partial void LogSubscribed(TIdentity id, int count);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Observer {Id} is dropped; {Count} in all")]
    private partial void LogDropped(TIdentity id, int count);
}
