using System.Collections.Immutable;
using System.Diagnostics;
using System.Reflection;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>A call on its way. For each method the reference factory makes a class of its own that holds the arguments.</summary>
internal abstract class Request : Turn, IInvokable
{
    private CallMethod _method = null!;
    private Grid _grid = null!;
    private GrainId _target;
    private long _deadline;
    private CancellationTokenRegistration _cancellation;

    /// <summary>The activation that calls; null when the call comes from outside the grid.</summary>
    public IGrainContext? Source { get; private set; }

    public ImmutableDictionary<string, object>? Context { get; private set; }

    public CallMethod Method => _method;

    public GrainId Target => _target;

    internal override bool IsAbandoned => !_method.IsOneWay && IsAnswered;

    /// <summary>Without a captured context a task would leave its own behind on this thread.</summary>
    internal override bool MayRunHere => !_method.IsOneWay && !RuntimeContext.IsVisiting && !ExecutionContext.IsFlowSuppressed();

    protected abstract bool IsAnswered { get; }

    /// <summary>The trace of the caller, where anybody listens.</summary>
    private ActivityContext Trace { get; set; }

    /// <summary>What the filters made of the call, where there are any.</summary>
    private IncomingCall? Filtered { get; set; }

    /// <summary>Addresses the request; to be received by its target next.</summary>
    public void Prepare(Grid grid, GrainId target, CallMethod method)
    {
        _grid = grid;
        _target = target;
        _method = method;
        Interleaving = method.Interleaving;
        Source = RuntimeContext.Current;
        Context = RequestContext.Current;
        _deadline = grid.Deadline(method.Timeout);
        if (grid.Telemetry.TracesCalls)
            Trace = Activity.Current?.Context ?? default;
        var cancellation = Cancellation;
        if (cancellation.CanBeCanceled)
            _cancellation = cancellation.UnsafeRegister(static (request, token) => ((Request)request!).TryCancel(token), this);
        if (method.IsOneWay)
            TryAnswer(null);
    }

    /// <summary>Calls the method on the grain with the arguments.</summary>
    public abstract Task Call(object grain);

    /// <summary>What a finished call returned.</summary>
    public abstract object? ResultOf(Task done);

    internal override bool Expire(long now)
    {
        if (now < _deadline || _method.IsOneWay)
            return false;
        var waited = _method.Timeout ?? _grid.ResponseTimeout;
        if (!TryFail(new TimeoutException($"{_method} of {_target.Masked} did not answer within {waited}.")))
            return false;
        _cancellation.Unregister();
        _grid.Telemetry.TimedOut();
        return true;
    }

    internal override void Fail(Exception exception)
    {
        _cancellation.Unregister();
        TryFail(exception);
    }

    /// <summary>The caller's token, where the method takes one.</summary>
    protected virtual CancellationToken Cancellation => default;

    protected abstract bool TryAnswer(Task? done);

    protected abstract bool TryAnswerWith(object? result);

    protected abstract bool TryFail(Exception exception);

    protected abstract bool TryCancel(CancellationToken token);

    protected override Task Run()
    {
        if (Context is not null)
            RequestContext.Current = Context;
        var grain = Host!.GrainInstance ?? throw new ClientNotAvailableException(_target);
        return _grid.Filters.Length == 0 && !_grid.Telemetry.TracesCalls && grain is not IIncomingGrainCallFilter
            ? Call(grain)
            : RunObserved();
    }

    protected override void Finish(Task done, Exception? failure)
    {
        _cancellation.Unregister();
        if (failure is not null)
        {
            TryFail(failure);
            if (_method.IsOneWay)
                _grid.LogLostFailure(_method, _target, failure);
        }
        else if (Filtered is null)
        {
            TryAnswer(done);
        }
        else
        {
            TryAnswerWith(Filtered.Result);
        }
    }

    private async Task RunObserved()
    {
        using var activity = _grid.Telemetry.StartCall(this, Trace);
        try
        {
            Filtered = new IncomingCall(this, (ITurnHost)Host!, _grid.Filters);
            await Filtered.Invoke();
        }
        catch (Exception exception)
        {
            GridTelemetry.Failed(activity, exception);
            throw;
        }
    }

    public abstract int GetArgumentCount();

    public abstract object? GetArgument(int index);

    public string GetMethodName() => _method.Method.Name;

    public string GetInterfaceName() => _method.InterfaceName;

    public string GetActivityName() => _method.ActivityName;

    public MethodInfo GetMethod() => _method.Method;

    public Type GetInterfaceType() => _method.Method.DeclaringType!;
}

/// <summary>A call that returns a value.</summary>
internal abstract class Request<T> : Request
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Answer => _answer.Task;

    protected override bool IsAnswered => _answer.Task.IsCompleted;

    public override object? ResultOf(Task done) => ((Task<T>)done).Result;

    protected override bool TryAnswer(Task? done) => _answer.TrySetResult(((Task<T>)done!).Result);

    protected override bool TryAnswerWith(object? result) => _answer.TrySetResult((T)result!);

    protected override bool TryFail(Exception exception) => _answer.TrySetException(exception);

    protected override bool TryCancel(CancellationToken token) => _answer.TrySetCanceled(token);
}

/// <summary>A call that returns nothing.</summary>
internal abstract class PlainRequest : Request
{
    private readonly TaskCompletionSource _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Answer => _answer.Task;

    protected override bool IsAnswered => _answer.Task.IsCompleted;

    public override object? ResultOf(Task done) => null;

    protected override bool TryAnswer(Task? done) => _answer.TrySetResult();

    protected override bool TryAnswerWith(object? result) => _answer.TrySetResult();

    protected override bool TryFail(Exception exception) => _answer.TrySetException(exception);

    protected override bool TryCancel(CancellationToken token) => _answer.TrySetCanceled(token);
}
