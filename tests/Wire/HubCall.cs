using System.Text.Json;

namespace SeeSupport.Wire;

/// <summary>The server called a method of its client.</summary>
/// <param name="Target">The method's name.</param>
/// <param name="Arguments">A JSON array.</param>
public sealed record HubCall(string Target, JsonElement Arguments)
{
    /// <summary>One argument in the contract's shape.</summary>
    public T Argument<T>(int index) => Arguments[index].Deserialize<T>(HubClient.Json)!;
}
