namespace SeeSupport.Pictures;

/// <summary>Looks, now and then, for pictures whose time is over and for stored files that nobody refers to. Key: <c>global</c>.</summary>
[Alias("SeeSupport.IPictureSweepGrain")]
public interface IPictureSweepGrain : IGrainWithStringKey
{
    /// <summary>Sees to it that it looks as often as is configured; each start of a process asks for it.</summary>
    [Alias("Begin")]
    Task Begin();

    /// <summary>Looks now; gives how many files it deleted.</summary>
    [Alias("Sweep")]
    Task<int> Sweep();
}
