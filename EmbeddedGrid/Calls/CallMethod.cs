using System.Reflection;
using Orleans.Concurrency;

namespace Orleans.Runtime;

/// <summary>What the grid knows of one method of a grain or observer interface.</summary>
internal sealed class CallMethod
{
    public CallMethod(MethodInfo method)
    {
        Method = method;
        IsOneWay = method.ReturnType == typeof(void) || method.IsDefined(typeof(OneWayAttribute));
        if (IsOneWay && method.ReturnType.IsGenericType)
            throw new OrleansConfigurationException($"{method.DeclaringType}.{method.Name} is one-way, so it cannot return a value.");
        Interleaving = method.IsDefined(typeof(AlwaysInterleaveAttribute)) ? Interleaving.Always
            : method.IsDefined(typeof(ReadOnlyAttribute)) ? Interleaving.ReadOnly
            : Interleaving.None;
        Timeout = method.GetCustomAttribute<ResponseTimeoutAttribute>()?.Timeout;
        InterfaceName = method.DeclaringType!.FullName!;
        ActivityName = $"{method.DeclaringType.Name}/{method.Name}";
    }

    public MethodInfo Method { get; }

    public bool IsOneWay { get; }

    public Interleaving Interleaving { get; }

    /// <summary>How long its callers wait; null for the grid's own setting.</summary>
    public TimeSpan? Timeout { get; }

    public string InterfaceName { get; }

    public string ActivityName { get; }

    public override string ToString() => ActivityName;
}
