using Orleans.Concurrency;

namespace SeeSupport.Grid.Tests.Calls;

[GenerateSerializer]
[Alias("grid-tests.mishap")]
public sealed class MishapException(string message, int code) : Exception(message)
{
    [Id(0)]
    public int Code { get; } = code;
}

public interface IWorker : IGrainWithStringKey
{
    Task<Guid> Activation();

    Task Fail(string message, int code);

    Task<int> FailAtOnce();

    ValueTask<int> Add(int left, int right);

    ValueTask Nothing();

    /// <summary>Waits at the gate; longer than its callers do.</summary>
    [ResponseTimeout("00:00:01")]
    Task PassSlowly(string gate);

    Task<int> Passed();

    [OneWay]
    Task PassUnwatched(string gate);

    [OneWay]
    Task FailUnwatched();

    Task<string?> Cancellable(string gate, CancellationToken cancellation);

    Task<string?> ContextValue(string key);

    Task<string?> ContextValueBehind(IWorker next, string key);

    Task SetContextValue(string key, string value);

    Task<string?[]> Trace();

    Task<string> Identity();

    Task<IWorker> Self();

    Task<int> Twice(int number);
}

/// <summary>Counts how many are at work at once.</summary>
public interface IHelper : IGrainWithStringKey
{
    Task<Guid> Help(string gate);
}

public interface IUnknown : IGrainWithStringKey;

public sealed class WorkerGrain : Grain, IWorker, IIncomingGrainCallFilter
{
    private readonly Guid _activation = Guid.NewGuid();
    private int _passed;

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        await context.Invoke();
        if (context.MethodName == nameof(Twice))
            context.Result = (int)context.Result! * 2;
    }

    public Task<Guid> Activation() => Task.FromResult(_activation);

    public async Task Fail(string message, int code)
    {
        await Task.Yield();
        throw new MishapException(message, code);
    }

    public Task<int> FailAtOnce() => throw new NotSupportedException("At once.");

    public ValueTask<int> Add(int left, int right) => new(left + right);

    public async ValueTask Nothing() => await Task.Yield();

    public async Task PassSlowly(string gate)
    {
        await Gate.Named(gate).WaitAsync();
        _passed++;
    }

    public Task<int> Passed() => Task.FromResult(_passed);

    public Task PassUnwatched(string gate) => PassSlowly(gate);

    public Task FailUnwatched() => throw new InvalidOperationException("Nobody sees this.");

    public async Task<string?> Cancellable(string gate, CancellationToken cancellation)
    {
        try
        {
            await Gate.Named(gate).WaitAsync().WaitAsync(cancellation);
            return "passed";
        }
        catch (OperationCanceledException)
        {
            Gate.Named(gate + " cancelled").Open();
            throw;
        }
    }

    public Task<string?> ContextValue(string key) => Task.FromResult(RequestContext.Get(key) as string);

    public Task<string?> ContextValueBehind(IWorker next, string key) => next.ContextValue(key);

    public Task SetContextValue(string key, string value)
    {
        RequestContext.Set(key, value);
        return Task.CompletedTask;
    }

    public Task<string?[]> Trace()
    {
        var activity = System.Diagnostics.Activity.Current;
        return Task.FromResult<string?[]>([activity?.TraceId.ToString(), activity?.Source.Name, activity?.DisplayName]);
    }

    public Task<string> Identity() => Task.FromResult($"{this.GetGrainId()} {this.GetPrimaryKeyString()}");

    public Task<IWorker> Self() => Task.FromResult(this.AsReference<IWorker>());

    public Task<int> Twice(int number) => Task.FromResult(number);
}

[StatelessWorker(3)]
public sealed class HelperGrain : Grain, IHelper
{
    private readonly Guid _activation = Guid.NewGuid();

    public async Task<Guid> Help(string gate)
    {
        await Gate.Named(gate).WaitAsync();
        return _activation;
    }
}
