using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace SeeSupport.Tests;

/// <summary>Which project may know which, and what their namespaces are called.</summary>
internal static partial class Arrows
{
    /// <summary>Each project's direct and indirect references, at most.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["EmbeddedGrid"] = [],
        ["Grains.Interfaces"] = [],
        ["Grains"] = ["Grains.Interfaces"],
        ["Records"] = ["Grains", "Grains.Interfaces"],
        ["Channels"] = ["Grains", "Grains.Interfaces"],
        ["Silo"] = ["Grains", "Grains.Interfaces", "Records", "Channels"],
        ["WebFront"] = ["Grains", "Grains.Interfaces", "Records", "Channels"],
    };

    private static readonly string[] GridNamespaces = ["Orleans", "Microsoft.Extensions.Hosting", "System.Runtime.CompilerServices"];

    public static string Root { get; } = FindRoot();

    /// <summary>The product's projects and what each refers to, as its file says.</summary>
    public static Dictionary<string, string[]> References() =>
        Directory.EnumerateDirectories(Root).SelectMany(each => Directory.EnumerateFiles(each, "*.csproj")).ToDictionary(
            file => Path.GetFileNameWithoutExtension(file),
            file => XDocument.Load(file).Descendants("ProjectReference")
                .Select(each => Path.GetFileNameWithoutExtension(each.Attribute("Include")!.Value.Replace('\\', '/'))).ToArray());

    public static IEnumerable<string> WrongReferences(Dictionary<string, string[]> references)
    {
        foreach (var (project, known) in references)
        {
            if (!Allowed.TryGetValue(project, out var allowed))
                yield return $"{project} is not in the picture";
            else
                foreach (var other in known.Except(allowed))
                    yield return $"{project} must not know {other}";
        }
    }

    /// <summary>The product's source files: project, path, text.</summary>
    public static IEnumerable<(string Project, string Path, string Text)> Sources() =>
        from project in References().Keys
        let folder = Path.Combine(Root, project)
        from file in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(Root, file)
        where !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal)
            && !path.Contains("/node_modules/", StringComparison.Ordinal)
        select (project, path, File.ReadAllText(file));

    public static IEnumerable<string> WrongNamespaces(IEnumerable<(string Project, string Path, string Text)> sources) =>
        from source in sources
        from Match match in Declaration().Matches(source.Text)
        let name = match.Groups[1].Value
        let roots = source.Project == "EmbeddedGrid" ? GridNamespaces : ["SeeSupport"]
        where !roots.Any(root => name == root || name.StartsWith(root + ".", StringComparison.Ordinal))
        select $"{source.Path} must not use the namespace {name}";

    public static IEnumerable<string> GridConditions(IEnumerable<(string Project, string Path, string Text)> sources) =>
        from source in sources
        where source.Text.Contains("\n#if ", StringComparison.Ordinal)
        select $"{source.Path} must not depend on a condition: the grid is chosen by files, not inside them";

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "SeeSupport.sln")))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }

    [GeneratedRegex(@"^namespace\s+([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Declaration();
}
