using System.Collections.Immutable;

namespace SeeSupport.Operations;

/// <summary>What all processes of the installation tell of themselves, for the page that shows it. In memory only. Key: <see cref="Key"/>.</summary>
[Alias("SeeSupport.IOperationsGrain")]
public interface IOperationsGrain : IGrainWithStringKey
{
    /// <summary>The key of the one there is.</summary>
    const string Key = "all";

    /// <summary>A process says how it is: about every 5 s.</summary>
    [Alias("Report")]
    Task Report(ProcessFigures figures);

    /// <summary>What processes have said after a moment, at most the last fifteen minutes, oldest first.</summary>
    [Alias("Read")]
    Task<ImmutableArray<ProcessFigures>> Read(DateTimeOffset after);
}
