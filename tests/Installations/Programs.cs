namespace SeeSupport.Installations;

/// <summary>
/// The product's programs as they were built beside the test that asks: same configuration, same grid. Or, where <c>SEESUPPORT_PROGRAMS</c>
/// names a folder that <c>deploy/publish</c> made, those.
/// </summary>
public static class Programs
{
    /// <summary>The folder with the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The front.</summary>
    public static string Front { get; } = Find("WebFront", "front");

    /// <summary>The silo.</summary>
    public static string Silo { get; } = Find("Silo", "silo");

    private static string Find(string project, string published)
    {
        if (Environment.GetEnvironmentVariable("SEESUPPORT_PROGRAMS") is { Length: > 0 } folder)
            return Path.Combine(Path.GetFullPath(folder), published, $"SeeSupport.{project}.dll");
        var own = AppContext.BaseDirectory;
        var bin = $"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}";
        return Path.Combine(Root, project, own[(own.IndexOf(bin, StringComparison.Ordinal) + 1)..], $"SeeSupport.{project}.dll");
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "SeeSupport.sln")))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
