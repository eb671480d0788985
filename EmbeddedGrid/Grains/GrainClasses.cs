using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Runtime;

/// <summary>The grain classes of the process: those in its own assemblies that use this one.</summary>
internal sealed class GrainClasses
{
    private readonly Dictionary<GrainType, GrainClass> _byType = [];
    private readonly ConcurrentDictionary<(Type Interface, string? Prefix), GrainClass> _byInterface = new();

    public GrainClasses(IOptions<GrainCollectionOptions> options)
    {
        foreach (var type in Assemblies().SelectMany(each => each.GetTypes()).Where(IsGrainClass))
        {
            var grainClass = new GrainClass(type, options.Value);
            if (!_byType.TryAdd(grainClass.GrainType, grainClass))
                throw new OrleansConfigurationException(
                    $"{type} and {_byType[grainClass.GrainType].Type} are both the grain type '{grainClass.GrainType}'. "
                    + $"Give one of them a name with [{nameof(GrainTypeAttribute)}].");
        }
    }

    public GrainClass? Find(GrainType type) => _byType.GetValueOrDefault(type);

    /// <summary>The class behind an interface.</summary>
    /// <exception cref="ArgumentException">There is none, or there are several and the prefix does not choose.</exception>
    public GrainClass For(Type interfaceType, string? classPrefix) => _byInterface.GetOrAdd((interfaceType, classPrefix), Choose);

    private GrainClass Choose((Type Interface, string? Prefix) wanted)
    {
        var candidates = _byType.Values.Where(each => wanted.Interface.IsAssignableFrom(each.Type)
            && (wanted.Prefix is null || each.Type.FullName!.StartsWith(wanted.Prefix, StringComparison.Ordinal))).ToList();
        return candidates.Count == 1
            ? candidates[0]
            : throw new ArgumentException(candidates.Count == 0
                ? $"Could not find an implementation for interface {wanted.Interface}."
                : $"Several classes implement {wanted.Interface}: {string.Join(", ", candidates.Select(each => each.Type))}. "
                    + "Choose with the class name prefix.");
    }

    private static bool IsGrainClass(Type type) =>
        type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false }
        && typeof(IGrainBase).IsAssignableFrom(type) && typeof(IGrain).IsAssignableFrom(type);

    private static IEnumerable<Assembly> Assemblies()
    {
        var grid = typeof(GrainClasses).Assembly.GetName().Name;
        var known = new Dictionary<string, Assembly>();
        var open = new Queue<Assembly>(AppDomain.CurrentDomain.GetAssemblies().Where(each => !each.IsDynamic));
        while (open.TryDequeue(out var assembly))
        {
            var references = assembly.GetReferencedAssemblies();
            if (!known.TryAdd(assembly.FullName!, assembly) || IsForeign(assembly.GetName()))
                continue;
            foreach (var reference in references.Where(each => !IsForeign(each) && !known.ContainsKey(each.FullName)))
            {
                if (TryLoad(reference) is { } next)
                    open.Enqueue(next);
            }
        }

        return known.Values.Where(each => Array.Exists(each.GetReferencedAssemblies(), reference => reference.Name == grid));
    }

    /// <summary>Null for a reference that is not shipped, as with optional parts of libraries.</summary>
    private static Assembly? TryLoad(AssemblyName name)
    {
        try
        {
            return Assembly.Load(name);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static bool IsForeign(AssemblyName name) =>
        name.Name!.StartsWith("System", StringComparison.Ordinal) || name.Name.StartsWith("Microsoft", StringComparison.Ordinal)
        || name.Name is "netstandard" or "mscorlib";
}
