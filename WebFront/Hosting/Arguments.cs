namespace SeeSupport.WebFront.Hosting;

/// <summary>The command line's short words, which are configuration keys in full.</summary>
internal static class Arguments
{
    /// <summary><c>--data folder</c> and <c>--lan</c> in the words that configuration knows; everything else as it is.</summary>
    public static string[] Expand(string[] arguments) => [.. arguments.Select(each => each switch
    {
        "--lan" => "--SeeSupport:Lan=true",
        "--data" => "--SeeSupport:Data",
        _ when each.StartsWith("--data=", StringComparison.Ordinal) => $"--SeeSupport:Data={each["--data=".Length..]}",
        _ => each,
    })];
}
