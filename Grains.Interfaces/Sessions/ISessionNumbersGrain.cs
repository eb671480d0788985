namespace SeeSupport.Sessions;

/// <summary>Allots the numbers people say. Key: <c>global</c>. Blocks are stored, single numbers are not: a restart skips the rest of a block.</summary>
[Alias("SeeSupport.ISessionNumbersGrain")]
public interface ISessionNumbersGrain : IGrainWithStringKey
{
    /// <summary>The next number; never the same one twice.</summary>
    [Alias("Next")]
    Task<long> Next();
}
