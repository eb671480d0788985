using SeeSupport.Bench.Report;

namespace SeeSupport.Bench.Measures;

/// <summary>Measures one or more rows of the table.</summary>
internal interface IMeasure
{
    /// <summary>What <c>--only</c> calls it.</summary>
    string Name { get; }

    /// <summary>Measures.</summary>
    Task<IReadOnlyList<Line>> Run();
}
