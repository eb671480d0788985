using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace Orleans.Runtime;

/// <summary>One life of a grain: from reading its state to its last turn.</summary>
internal sealed partial class Activation : ICollectibleGrainContext, ITurnHost
{
    private readonly Grid _grid;
    private readonly Mailbox _mailbox;
    private readonly GrainClass _class;
    private readonly ImmutableDictionary<string, object>? _requestContext;
    private readonly TaskCompletionSource _deactivated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HashSet<GrainTimer> _timers = [];
    private AsyncServiceScope _scope;
    private DeactivationReason _reason;
    private CancellationToken _hurry;

    public Activation(Grid grid, Mailbox mailbox, GrainClass grainClass, ImmutableDictionary<string, object>? requestContext)
    {
        _grid = grid;
        _mailbox = mailbox;
        _class = grainClass;
        _requestContext = requestContext;
        Scheduler = new TurnScheduler(this);
    }

    public TurnScheduler Scheduler { get; }

    public GrainId GrainId => _mailbox.GrainId;

    public GrainReference GrainReference => field ??= ReferenceFactory.Make(typeof(IAddressable), _grid, GrainId);

    public object? GrainInstance { get; private set; }

    public IServiceProvider ActivationServices => _scope.ServiceProvider;

    public Task Deactivated => _deactivated.Task;

    /// <summary>Not collected before that time, in the grid's milliseconds.</summary>
    public long KeepUntil { get; private set; }

    public void Begin() => Scheduler.Queue(ActivateAsync);

    public void End(bool wasAwake) => Scheduler.Queue(() => DeactivateAsync(wasAwake));

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        lock (_timers)
        {
            if (_reason.ReasonCode != DeactivationReasonCode.None)
                return;
            (_reason, _hurry) = (deactivationReason, cancellationToken);
        }

        _mailbox.Leave(this);
    }

    public void DelayDeactivation(TimeSpan timeSpan) =>
        KeepUntil = timeSpan == Timeout.InfiniteTimeSpan || timeSpan == TimeSpan.MaxValue ? long.MaxValue
            : timeSpan <= TimeSpan.Zero ? 0
            : _grid.Now + (long)timeSpan.TotalMilliseconds;

    public void Receive(Turn turn) => _mailbox.TryReceive(turn);

    public void Ended(Turn turn, Exception? failure)
    {
        // The grain saw that its memory is behind what is stored, so its memory goes.
        if (failure is InconsistentStateException { IsSourceActivation: true } conflict)
        {
            conflict.IsSourceActivation = false;
            Deactivate(new(DeactivationReasonCode.ApplicationError, conflict, "Its stored state is another version than the one it saw."));
        }

        _mailbox.Ended(turn);
    }

    public void Keep(GrainTimer timer)
    {
        lock (_timers)
            _timers.Add(timer);
    }

    public void Drop(GrainTimer timer)
    {
        lock (_timers)
            _timers.Remove(timer);
    }

    private async Task ActivateAsync()
    {
        ExecutionContext.Restore(Turn.Blank);
        RequestContext.Current = _requestContext;
        Exception? failure = null;
        try
        {
            using var limit = new CancellationTokenSource(_grid.Collection.ActivationTimeout, _grid.Time);
            _scope = _grid.ServiceProvider.CreateAsyncScope();
            GrainInstance = _class.Construct(this, out var states);
            foreach (var state in states)
                await state.ReadStateAsync(limit.Token).WaitAsync(limit.Token);
            if (GrainInstance is IGrainBase grain)
                await grain.OnActivateAsync(limit.Token).WaitAsync(limit.Token);
        }
        catch (Exception exception)
        {
            failure = exception;
            LogNotActivated(_grid.Log, exception, GrainId.Masked);
            await DisposeAsync();
        }

        _mailbox.Woke(this, failure);
        if (failure is not null)
            _deactivated.TrySetResult();
    }

    private async Task DeactivateAsync(bool wasAwake)
    {
        ExecutionContext.Restore(Turn.Blank);
        DisposeTimers();
        if (wasAwake && GrainInstance is IGrainBase grain)
        {
            try
            {
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(_hurry);
                limit.CancelAfter(_grid.Collection.DeactivationTimeout);
                await grain.OnDeactivateAsync(_reason, limit.Token).WaitAsync(limit.Token);
            }
            catch (Exception exception)
            {
                LogNotDeactivated(_grid.Log, exception, GrainId.Masked);
            }
        }

        await DisposeAsync();
        _mailbox.Left();
        _deactivated.TrySetResult();
    }

    private async Task DisposeAsync()
    {
        DisposeTimers();
        try
        {
            if (GrainInstance is IAsyncDisposable asyncDisposable)
                await asyncDisposable.DisposeAsync();
            else if (GrainInstance is IDisposable disposable)
                disposable.Dispose();
            await _scope.DisposeAsync();
        }
        catch (Exception exception)
        {
            LogNotDeactivated(_grid.Log, exception, GrainId.Masked);
        }
    }

    private void DisposeTimers()
    {
        GrainTimer[] timers;
        lock (_timers)
            timers = [.. _timers];
        Array.ForEach(timers, timer => timer.Dispose());
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{GrainId} could not be activated; its next call tries again")]
    private static partial void LogNotActivated(ILogger logger, Exception exception, string grainId);

    [LoggerMessage(Level = LogLevel.Error, Message = "{GrainId} failed while it was deactivated")]
    private static partial void LogNotDeactivated(ILogger logger, Exception exception, string grainId);
}
