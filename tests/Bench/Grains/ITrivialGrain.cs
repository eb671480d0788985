namespace SeeSupport.Bench.Grains;

/// <summary>Does next to nothing, so that what a call costs is the grid's own.</summary>
[Alias("SeeSupport.Bench.ITrivialGrain")]
public interface ITrivialGrain : IGrainWithStringKey
{
    /// <summary>Counts.</summary>
    [Alias("Add")]
    Task<long> Add(long value);
}
