using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SeeSupport.Tests;

/// <summary>
/// The rules for what crosses a grain boundary, so that code which runs on one grid runs on the other. Each breach is one line:
/// the place, then the rule.
/// </summary>
internal sealed class GrainContract
{
    private static readonly HashSet<Type> Plain =
    [
        typeof(string), typeof(decimal), typeof(Guid), typeof(DateTime), typeof(DateTimeOffset), typeof(TimeSpan), typeof(DateOnly),
        typeof(TimeOnly), typeof(Uri), typeof(Version), typeof(CancellationToken), typeof(GrainId),
    ];

    private static readonly HashSet<Type> Unchanging =
    [
        typeof(ImmutableArray<>), typeof(ImmutableList<>), typeof(ImmutableHashSet<>), typeof(ImmutableDictionary<,>),
        typeof(ImmutableSortedDictionary<,>), typeof(Nullable<>), typeof(KeyValuePair<,>),
    ];

    private static readonly HashSet<Type> Changing =
        [typeof(List<>), typeof(Dictionary<,>), typeof(HashSet<>), typeof(Queue<>), typeof(SortedDictionary<,>)];

    private readonly SortedSet<string> _breaches = new(StringComparer.Ordinal);
    private readonly HashSet<(Type, bool)> _seen = [];
    private readonly Dictionary<string, Type> _aliases = [];

    private GrainContract()
    {
    }

    /// <summary>What breaks a rule among these types and all that they reach.</summary>
    public static IReadOnlyCollection<string> Breaches(IEnumerable<Type> types)
    {
        var contract = new GrainContract();
        foreach (var type in types)
        {
            if (type.IsInterface && typeof(IAddressable).IsAssignableFrom(type))
                contract.CheckInterface(type);
            else if (typeof(IGrain).IsAssignableFrom(type) && type is { IsClass: true, IsAbstract: false })
                contract.CheckGrain(type);
            else if (typeof(Exception).IsAssignableFrom(type))
                contract.CheckOwn(type, isMessage: false);
        }

        return contract._breaches;
    }

    private void CheckInterface(Type type)
    {
        CheckAlias(type);
        var methods = type.GetMethods();
        foreach (var method in methods)
        {
            var place = $"{type.Name}.{method.Name}";
            if (method.GetCustomAttribute<AliasAttribute>() is null)
                Breach(place, "needs an [Alias]");
            if (method.IsGenericMethod)
                Breach(place, "must not have type parameters");
            foreach (var parameter in method.GetParameters())
                CheckUse(place, parameter.ParameterType, isMessage: true);
            CheckReturn(place, method.ReturnType);
        }

        var twice = methods.GroupBy(each => each.GetCustomAttribute<AliasAttribute>()?.Alias).Where(each => each.Key is not null && each.Count() > 1);
        foreach (var alias in twice)
            Breach(type.Name, $"has the alias '{alias.Key}' on several methods");
    }

    private void CheckReturn(string place, Type type)
    {
        if (type == typeof(Task) || type == typeof(ValueTask))
            return;
        if (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Task<>) || type.GetGenericTypeDefinition() == typeof(ValueTask<>)))
            CheckUse(place, type.GetGenericArguments()[0], isMessage: true);
        else
            Breach(place, $"must return Task, Task<T>, ValueTask or ValueTask<T>, not {type.Name}");
    }

    private void CheckGrain(Type type)
    {
        foreach (var parameter in type.GetConstructors().SelectMany(each => each.GetParameters()))
        {
            if (!parameter.ParameterType.IsGenericType || parameter.ParameterType.GetGenericTypeDefinition() != typeof(IPersistentState<>))
                continue;
            if (!parameter.IsDefined(typeof(PersistentStateAttribute)))
                Breach($"{type.Name}({parameter.Name})", "needs [PersistentState]");
            var state = parameter.ParameterType.GetGenericArguments()[0];
            if (!state.IsValueType && state.GetConstructor(Type.EmptyTypes) is null)
                Breach(state.Name, "is state, so it needs a public constructor without parameters");
            CheckUse($"{type.Name}({parameter.Name})", state, isMessage: false);
        }
    }

    private void CheckUse(string place, Type type, bool isMessage)
    {
        if (type.IsPrimitive || Plain.Contains(type))
            return;
        if (typeof(Delegate).IsAssignableFrom(type))
            Breach(place, $"must not let the delegate {type.Name} cross");
        else if (type == typeof(JsonElement) || typeof(JsonNode).IsAssignableFrom(type) || type == typeof(JsonDocument))
            Breach(place, $"must not let {type.Name} cross: send the text");
        else if (typeof(IAddressable).IsAssignableFrom(type))
            CheckReference(place, type);
        else if (type.IsArray)
            CheckChanging(place, type, [type.GetElementType()!], isMessage);
        else if (type.IsGenericType && (Unchanging.Contains(type.GetGenericTypeDefinition()) || typeof(System.Runtime.CompilerServices.ITuple).IsAssignableFrom(type)))
            Array.ForEach(type.GetGenericArguments(), each => CheckUse(place, each, isMessage));
        else if (type.IsGenericType && Changing.Contains(type.GetGenericTypeDefinition()))
            CheckChanging(place, type, type.GetGenericArguments(), isMessage);
        else if (type.Assembly == typeof(object).Assembly || type.IsInterface || typeof(IEnumerable).IsAssignableFrom(type))
            Breach(place, $"must not let {type.Name} cross: nobody knows how to send it");
        else
            CheckOwn(type, isMessage);
    }

    private void CheckReference(string place, Type type)
    {
        if (!type.IsInterface)
            Breach(place, $"must name {type.Name} by its interface");
    }

    private void CheckChanging(string place, Type type, Type[] elements, bool isMessage)
    {
        if (isMessage)
            Breach(place, $"must not let {type.Name} cross: sender and receiver could both change it");
        Array.ForEach(elements, each => CheckUse(place, each, isMessage));
    }

    private void CheckOwn(Type type, bool isMessage)
    {
        if (!_seen.Add((type, isMessage)))
            return;
        if (!type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false))
            Breach(type.Name, "needs [GenerateSerializer]");
        CheckAlias(type);
        if (type.IsEnum)
            return;
        if (isMessage && !type.IsDefined(typeof(ImmutableAttribute)))
            Breach(type.Name, "is a message, so it needs [Immutable]");
        var numbers = new Dictionary<uint, string>();
        foreach (var field in OwnFields(type))
        {
            var name = field.Name.StartsWith('<') ? field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)] : field.Name;
            var property = field.Name.StartsWith('<') ? type.GetProperty(name, All) : null;
            var place = $"{type.Name}.{name}";
            var id = property?.GetCustomAttribute<IdAttribute>() ?? field.GetCustomAttribute<IdAttribute>();
            if (id is null)
                Breach(place, "needs an [Id]");
            else if (!numbers.TryAdd(id.Id, name))
                Breach(place, $"has the [Id] {id.Id} of {numbers[id.Id]}");
            if (isMessage && (property?.SetMethod is { IsPublic: true } set ? !IsInit(set) : property is null && !field.IsInitOnly))
                Breach(place, "can be set, but a message must not change");
            CheckUse(place, field.FieldType, isMessage);
        }

        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) && parent != typeof(Exception))
            CheckOwn(parent, isMessage);
    }

    private void CheckAlias(Type type)
    {
        if (type.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias is not { Length: > 0 } alias)
            Breach(type.Name, "needs an [Alias]");
        else if (!_aliases.TryAdd(alias, type) && _aliases[alias] != type)
            Breach(type.Name, $"has the [Alias] '{alias}' of {_aliases[alias].Name}");
    }

    private void Breach(string place, string rule) => _breaches.Add($"{place} {rule}");

    private const BindingFlags All = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static IEnumerable<FieldInfo> OwnFields(Type type) => type.GetFields(All);

    private static bool IsInit(MethodInfo set) =>
        set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(System.Runtime.CompilerServices.IsExternalInit));
}
