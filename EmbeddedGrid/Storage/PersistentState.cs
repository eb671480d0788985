using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Orleans.Runtime;

/// <summary>A piece of state as its activation handles it before its type matters.</summary>
internal abstract class StateBridge
{
    /// <summary>Makes the piece of state that a constructor's parameter asks for.</summary>
    public static Func<Activation, StateBridge> For(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(IPersistentState<>))
            throw new OrleansConfigurationException(
                $"Parameter '{parameter.Name}' of {parameter.Member.DeclaringType} has [PersistentState], so it must be an IPersistentState<>.");
        var wanted = parameter.GetCustomAttribute<PersistentStateAttribute>()!;
        var make = typeof(StateBridge).GetMethod(nameof(Make), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(type.GetGenericArguments()).CreateDelegate<Func<Activation, string, string?, StateBridge>>();
        return activation => make(activation, wanted.StateName is "" ? parameter.Name! : wanted.StateName, wanted.StorageName);
    }

    public abstract Task ReadStateAsync(CancellationToken cancellationToken);

    private static PersistentState<TState> Make<TState>(Activation activation, string name, string? storageName)
    {
        var services = activation.ActivationServices;
        var storage = string.IsNullOrWhiteSpace(storageName)
            ? services.GetService<IGrainStorage>()
            : services.GetKeyedService<IGrainStorage>(storageName);
        return new(activation.GrainId, name, storage ?? throw new BadProviderConfigException(
            $"Grain type {activation.GrainId.Type} wants the storage '{storageName ?? "Default"}', which is not set up."));
    }
}

/// <summary>A piece of state. Its reads and writes run one after another, also where calls interleave.</summary>
internal sealed class PersistentState<TState>(GrainId grainId, string name, IGrainStorage storage) : StateBridge, IPersistentState<TState>
{
    private readonly GrainState<TState> _row = new();
    private Task _last = Task.CompletedTask;

    public TState State
    {
        get => OfThisTurn().State!;
        set => OfThisTurn().State = value;
    }

    public string? Etag => _row.ETag;

    public bool RecordExists => _row.RecordExists;

    public Task ReadStateAsync() => ReadStateAsync(default);

    public Task WriteStateAsync() => WriteStateAsync(default);

    public Task ClearStateAsync() => ClearStateAsync(default);

    public override Task ReadStateAsync(CancellationToken cancellationToken) =>
        Queue(() => storage.ReadStateAsync(name, grainId, _row), "read", cancellationToken);

    public Task WriteStateAsync(CancellationToken cancellationToken) =>
        Queue(() => storage.WriteStateAsync(name, grainId, _row), "written", cancellationToken);

    public Task ClearStateAsync(CancellationToken cancellationToken) =>
        Queue(() => storage.ClearStateAsync(name, grainId, _row), "cleared", cancellationToken);

    private GrainState<TState> OfThisTurn() => RuntimeContext.Current is not null
        ? _row
        : throw new InvalidOperationException($"The state of {grainId.Masked} is open to its own turns only.");

    private Task Queue(Func<Task> operation, string done, CancellationToken cancellation)
    {
        OfThisTurn();
        return _last = After(_last, operation, done, cancellation);
    }

    private async Task After(Task previous, Func<Task> operation, string done, CancellationToken cancellation)
    {
        await previous.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        cancellation.ThrowIfCancellationRequested();
        try
        {
            await operation();
        }
        catch (Exception exception) when (exception is not (OrleansException or OperationCanceledException))
        {
            throw new OrleansException($"State '{name}' of {grainId.Masked} could not be {done}: {exception.Message}", exception);
        }
    }
}
