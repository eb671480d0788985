using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace SeeSupport.Records;

/// <summary>Keeps an enumeration as the kebab-case word that pages and API use too, so that reordering its members harms nothing.</summary>
internal sealed class Word<T>() : ValueConverter<T, string>(value => Of(value), word => To(word))
    where T : struct, Enum
{
    private static readonly FrozenDictionary<T, string> Words =
        Enum.GetValues<T>().ToFrozenDictionary(value => value, value => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()));

    private static readonly FrozenDictionary<string, T> Values = Words.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    private static string Of(T value) => Words[value];

    private static T To(string word) => Values[word];
}
