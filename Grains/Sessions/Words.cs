using System.Text.RegularExpressions;

namespace SeeSupport.Sessions;

/// <summary>Names of enumeration members as programs outside read them: <c>ConsumerLeft</c> is <c>consumer-left</c>.</summary>
internal static partial class Words
{
    public static string Of<T>(T value) where T : struct, Enum => Cache<T>.Words[value];

    [GeneratedRegex("(?<!^)(?=[A-Z])")]
    private static partial Regex Joint();

    private static class Cache<T> where T : struct, Enum
    {
        public static readonly Dictionary<T, string> Words =
            Enum.GetValues<T>().ToDictionary(value => value, value => Joint().Replace(value.ToString(), "-").ToLowerInvariant());
    }
}
