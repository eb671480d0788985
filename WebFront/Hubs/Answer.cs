using System.Text.Json.Serialization;

namespace SeeSupport.WebFront.Hubs;

/// <summary>What every hub method answers with: a value, or a problem that can be shown as it is.</summary>
/// <param name="Value">The method's own value; null when it has none, or when there is a problem.</param>
/// <param name="Problem">Why it could not be done; null when it was.</param>
internal sealed record Answer([property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] object? Value, Problem? Problem = null)
{
    /// <summary>It was done, and there is nothing to say.</summary>
    public static Answer Done { get; } = new(Value: null);

    /// <summary>It could not be done.</summary>
    public static Answer Refused(string code, string sentence) => new(null, new Problem(code, sentence));
}
