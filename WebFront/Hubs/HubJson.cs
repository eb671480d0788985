using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SeeSupport.WebFront.Hubs;

/// <summary>The contract's JSON: camelCase, enumerations as kebab-case words and never as numbers, absent values left out.</summary>
internal static class HubJson
{
    /// <summary>How hubs and API read and write.</summary>
    public static JsonSerializerOptions Wire { get; } = Apply(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    /// <summary>Makes options read and write the contract's JSON.</summary>
    public static JsonSerializerOptions Apply(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        // Nothing of it is ever put into a page as text, so that names stay readable and short.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false));
        options.TypeInfoResolverChain.Insert(0, HubJsonTypes.Default);
        return options;
    }
}
