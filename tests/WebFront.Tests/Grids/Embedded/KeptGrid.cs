namespace SeeSupport.WebFront.Running;

/// <summary>Where the grid of a data folder is kept: in the folder itself.</summary>
internal static class KeptGrid
{
    /// <summary>What a process on that folder is started with.</summary>
    public static Task<(string Key, string Value)[]> Of(string folder) => Task.FromResult<(string, string)[]>([]);
}
