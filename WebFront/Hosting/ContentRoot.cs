namespace SeeSupport.WebFront.Hosting;

/// <summary>Where the pages' files are: beside the program when published, in the project's folder after a build.</summary>
internal static class ContentRoot
{
    /// <summary>The nearest folder with a <c>wwwroot</c>, from the program's own upwards; that of the sources where a test runs the program inside itself.</summary>
    public static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            foreach (var candidate in (ReadOnlySpan<string>)[folder.FullName, Path.Combine(folder.FullName, "WebFront")])
            {
                if (Directory.Exists(Path.Combine(candidate, "wwwroot")))
                    return candidate;
            }
        }

        return AppContext.BaseDirectory;
    }
}
