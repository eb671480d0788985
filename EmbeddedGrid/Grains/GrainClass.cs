using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;
using Orleans.Configuration;

namespace Orleans.Runtime;

/// <summary>What the grid knows of one grain class.</summary>
internal sealed class GrainClass
{
    private readonly ObjectFactory _construct;
    private readonly Func<Activation, StateBridge>[] _states;

    public GrainClass(Type type, GrainCollectionOptions options)
    {
        Type = type;
        GrainType = type.GetCustomAttribute<GrainTypeAttribute>()?.GetGrainType(null!, type) ?? GrainType.Create(NameOf(type));
        IsReentrant = type.IsDefined(typeof(ReentrantAttribute));
        WorkerLimit = type.GetCustomAttribute<StatelessWorkerAttribute>()?.MaxLocalWorkers ?? 0;
        CollectionAge = AgeOf(type, options);
        var states = type.GetConstructors().SelectMany(each => each.GetParameters())
            .Where(each => each.IsDefined(typeof(PersistentStateAttribute))).ToArray();
        _states = [.. states.Select(StateBridge.For)];
        _construct = ActivatorUtilities.CreateFactory(type, [.. states.Select(each => each.ParameterType)]);
    }

    public Type Type { get; }

    /// <summary>The name stored rows are filed under; the same as Orleans gives.</summary>
    public GrainType GrainType { get; }

    public bool IsReentrant { get; }

    /// <summary>How many activations one key may have; 0 for a grain that is no stateless worker.</summary>
    public int WorkerLimit { get; }

    /// <summary>How many milliseconds an activation may be idle.</summary>
    public long CollectionAge { get; }

    /// <summary>Constructs the grain; its pieces of state are not read yet.</summary>
    public object Construct(Activation activation, out StateBridge[] states)
    {
        try
        {
            states = Array.ConvertAll(_states, make => make(activation));
            return _construct(activation.ActivationServices, states);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"{Type} could not be constructed: {exception.Message}", exception);
        }
    }

    private static string NameOf(Type type)
    {
        var name = type.Name.ToLowerInvariant();
        return name.Length > 5 && name.EndsWith("grain", StringComparison.Ordinal) ? name[..^5] : name;
    }

    private static long AgeOf(Type type, GrainCollectionOptions options)
    {
        var limit = type.GetCustomAttribute<CollectionAgeLimitAttribute>();
        if (type.IsDefined(typeof(KeepAliveAttribute)) || limit is { AlwaysActive: true })
            return long.MaxValue;
        var age = limit?.AgeLimit ?? options.ClassSpecificCollectionAge.GetValueOrDefault(type.FullName!, options.CollectionAge);
        return (long)age.TotalMilliseconds;
    }
}
