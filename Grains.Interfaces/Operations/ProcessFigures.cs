using System.Collections.Immutable;

namespace SeeSupport.Operations;

/// <summary>How one process is at one moment.</summary>
[GenerateSerializer, Immutable, Alias("SeeSupport.ProcessFigures")]
public sealed record ProcessFigures
{
    /// <summary>Identity of the process; new at each start.</summary>
    [Id(0)]
    public required string ProcessId { get; init; }

    /// <summary>What it is and where, for people: <c>front on host-1</c>.</summary>
    [Id(1)]
    public required string Name { get; init; }

    /// <summary>When, by the process's own clock; in what the grain gives back, when it came there.</summary>
    [Id(2)]
    public required DateTimeOffset At { get; init; }

    /// <summary>
    /// By name: a telemetry instrument's, then its dimensions' values, each after a bar (<c>seesupport.invites|email|sent</c>). Counters are
    /// totals since the start; of a distribution there are <c>|p50</c> and <c>|p99</c> since the report before.
    /// </summary>
    [Id(3)]
    public required ImmutableDictionary<string, double> Figures { get; init; }
}
