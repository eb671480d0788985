using System.Collections.Immutable;

namespace Orleans.Runtime;

/// <summary>Values that travel with a call, and with the calls made on its behalf, from caller to grain; never back.</summary>
public static class RequestContext
{
    private static readonly AsyncLocal<ImmutableDictionary<string, object>?> Values = new();

    internal static ImmutableDictionary<string, object>? Current
    {
        get => Values.Value;
        set => Values.Value = value;
    }

    /// <summary>The names of the values.</summary>
    public static IEnumerable<string> Keys => Current?.Keys ?? [];

    /// <summary>The values with their names.</summary>
    public static IEnumerable<KeyValuePair<string, object>> Entries => Current ?? ImmutableDictionary<string, object>.Empty;

    /// <summary>The value of that name, or null.</summary>
    public static object? Get(string key) => Current?.GetValueOrDefault(key);

    /// <summary>Sets a value for calls made from here on.</summary>
    public static void Set(string key, object value) =>
        Current = (Current ?? ImmutableDictionary<string, object>.Empty).SetItem(key, value);

    /// <summary>Removes a value for calls made from here on; false when there was none.</summary>
    public static bool Remove(string key)
    {
        if (Current is not { } values || !values.ContainsKey(key))
            return false;
        Current = values.Count == 1 ? null : values.Remove(key);
        return true;
    }

    /// <summary>Removes all values for calls made from here on.</summary>
    public static void Clear()
    {
        if (Current is not null)
            Current = null;
    }
}
