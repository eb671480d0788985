using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Runtime;

/// <summary>The grid of the process: who is awake, where calls go, and the clock that ends idle activations and long waits.</summary>
internal sealed partial class Grid : IClusterClient, IHostedLifecycleService, IMailboxKeeper, IDisposable
{
    private static readonly GrainType ObserverType = GrainType.Create("sys.client");

    private readonly ConcurrentDictionary<GrainId, ITurnReceiver> _receivers = new();
    private readonly GrainClasses _classes;
    private readonly SiloMessagingOptions _messaging;
    private readonly long _sweepEvery;
    private readonly long _startedAt;
    private readonly string _observerPrefix = $"hosted-{RandomNumberGenerator.GetHexString(16, lowercase: true)}+";
    private readonly ITimer _clock;
    private long _now;
    private long _collectAt;
    private volatile bool _isStopping;

    public Grid(
        IServiceProvider services, GrainClasses classes, GridTelemetry telemetry, TimeProvider time, ILogger<Grid> log,
        IOptions<SiloMessagingOptions> messaging, IOptions<GrainCollectionOptions> collection)
    {
        ServiceProvider = services;
        _classes = classes;
        Telemetry = telemetry;
        Time = time;
        Log = log;
        _messaging = messaging.Value;
        Collection = collection.Value;
        _startedAt = time.GetTimestamp();
        _sweepEvery = (long)Math.Clamp(Math.Min(ResponseTimeout.TotalMilliseconds / 20, Collection.CollectionQuantum.TotalMilliseconds), 50, 1000);
        var period = TimeSpan.FromMilliseconds(_sweepEvery);
        _clock = time.CreateTimer(static grid => ((Grid)grid!).Sweep(), this, period, period);
        telemetry.Observe(() => Mailboxes().Count());
    }

    public IServiceProvider ServiceProvider { get; }

    public GridTelemetry Telemetry { get; }

    public TimeProvider Time { get; }

    public ILogger Log { get; }

    public GrainCollectionOptions Collection { get; }

    public IIncomingGrainCallFilter[] Filters => field ??= [.. ServiceProvider.GetServices<IIncomingGrainCallFilter>()];

    public TimeSpan ResponseTimeout => _messaging.ResponseTimeout;

    /// <summary>Milliseconds since the grid was made, as of the last sweep: reading it costs nothing.</summary>
    public long Now => Volatile.Read(ref _now);

    public bool IsStopping => _isStopping;

    /// <summary>When a call that starts now has waited long enough; never early, and late by at most two sweeps.</summary>
    public long Deadline(TimeSpan? timeout) => Now + _sweepEvery + (long)(timeout ?? ResponseTimeout).TotalMilliseconds;

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey =>
        (TGrainInterface)(object)Reference(typeof(TGrainInterface), primaryKey, grainClassNamePrefix);

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey) =>
        (IGrain)Reference(grainInterfaceType, grainPrimaryKey, null);

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId) where TGrainInterface : IAddressable =>
        (TGrainInterface)Reference(grainId, typeof(TGrainInterface));

    public object Reference(GrainId grainId, Type interfaceType) => ReferenceFactory.Make(interfaceType, this, grainId);

    public TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
    {
        ArgumentNullException.ThrowIfNull(obj);
        if (obj is GrainReference)
            throw new ArgumentException("The argument is a reference already.", nameof(obj));
        if (RuntimeContext.Current is not null)
            throw new InvalidOperationException("A grain cannot make an observer reference.");
        var id = GrainId.Create(ObserverType, _observerPrefix + RandomNumberGenerator.GetHexString(32, lowercase: true));
        _receivers[id] = new ObserverHost(this, id, obj);
        return GetGrain<TGrainObserverInterface>(id);
    }

    public void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj) where TGrainObserverInterface : IGrainObserver
    {
        if (obj is not GrainReference { GrainId: var id } || id.Type != ObserverType)
            throw new ArgumentException("The argument is no reference to an observer.", nameof(obj));
        if (!_receivers.TryRemove(id, out var receiver))
            throw new ArgumentException("The reference names no observer of this process.", nameof(obj));
        ((ObserverHost)receiver).Retire();
    }

    /// <summary>Where calls to a grain or observer go; null when it is an observer that is gone.</summary>
    /// <exception cref="ArgumentException">No grain class has that type.</exception>
    public ITurnReceiver? Receiver(GrainId id)
    {
        if (_receivers.TryGetValue(id, out var receiver) || id.Type == ObserverType)
            return receiver;
        var grainClass = _classes.Find(id.Type) ?? throw new ArgumentException($"There is no grain class of type '{id.Type}'.");
        return _receivers.GetOrAdd(id, static (id, made) => made.grainClass.WorkerLimit > 0
            ? new WorkerPool(made.grid, id, made.grainClass)
            : new Mailbox(made.grid, id, made.grainClass, made.grid), (grid: this, grainClass));
    }

    public void Retire(Mailbox mailbox) => Forget(mailbox.GrainId, mailbox);

    public void Forget(GrainId id, ITurnReceiver receiver) => _receivers.TryRemove(new(id, receiver));

    public void LogLostFailure(CallMethod method, GrainId target, Exception exception) => LogOneWayFailed(Log, exception, method, target.Masked);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Opens the file, so that a folder that cannot be written is known before the first call.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        ServiceProvider.GetService<GridFile>();
        return Task.CompletedTask;
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Lets every activation go, after all other services have stopped.</summary>
    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        _isStopping = true;
        while (Mailboxes().ToList() is { Count: > 0 } awake)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                LogStillAwake(Log, awake.Count);
                return;
            }

            await Task.WhenAll(awake.Select(mailbox => mailbox.ShutDownAsync(cancellationToken))).WaitAsync(cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public void Dispose() => _clock.Dispose();

    private GrainReference Reference(Type interfaceType, string key, string? classPrefix)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        return ReferenceFactory.Make(interfaceType, this, GrainId.Create(_classes.For(interfaceType, classPrefix).GrainType, key));
    }

    private IEnumerable<Mailbox> Mailboxes()
    {
        foreach (var (_, receiver) in _receivers)
        {
            if (receiver is Mailbox mailbox)
                yield return mailbox;
            else if (receiver is WorkerPool pool)
                foreach (var worker in pool.Workers())
                    yield return worker;
        }
    }

    private void Sweep()
    {
        var now = (long)Time.GetElapsedTime(_startedAt).TotalMilliseconds;
        Volatile.Write(ref _now, now);
        var collects = now >= _collectAt;
        if (collects)
            _collectAt = now + (long)Collection.CollectionQuantum.TotalMilliseconds;
        foreach (var mailbox in Mailboxes())
        {
            mailbox.Expire(now);
            if (collects)
                mailbox.CollectIfIdle(now);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The one-way call {Method} to {Target} failed")]
    private static partial void LogOneWayFailed(ILogger logger, Exception exception, CallMethod method, string target);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} activations did not end in time")]
    private static partial void LogStillAwake(ILogger logger, int count);
}
