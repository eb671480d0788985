using System.Collections.Immutable;
using SeeSupport.Sessions;

namespace SeeSupport.Agents;

/// <summary>What is remembered of an agent.</summary>
[GenerateSerializer, Immutable, Alias("SeeSupport.AgentState")]
internal sealed record AgentState
{
    /// <summary>Ids of the open sessions, oldest first.</summary>
    [Id(0)]
    public ImmutableArray<string> Open { get; init; } = [];

    /// <summary>The newest starts with the sessions they led to, oldest first.</summary>
    [Id(1)]
    public ImmutableArray<Operation> Starts { get; init; } = [];
}
