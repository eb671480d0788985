using YamlDotNet.RepresentationModel;

namespace SeeSupport.WebFront.Deploy;

/// <summary>The files of the folder <c>deploy</c>.</summary>
internal static class DeployFiles
{
    /// <summary>A file's whole path.</summary>
    public static string Path(string name)
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(System.IO.Path.Combine(folder, "SeeSupport.sln")))
            folder = System.IO.Path.GetDirectoryName(folder)!;
        return System.IO.Path.Combine(folder, "deploy", name);
    }

    /// <summary>A file's text.</summary>
    public static string Read(string name) => File.ReadAllText(Path(name));

    /// <summary>A YAML file's documents.</summary>
    public static YamlMappingNode[] Yaml(string name)
    {
        var yaml = new YamlStream();
        using var reader = File.OpenText(Path(name));
        yaml.Load(reader);
        return [.. yaml.Documents.Select(document => (YamlMappingNode)document.RootNode)];
    }

    /// <summary>What lies below a node at a path of keys; null where there is nothing.</summary>
    public static YamlNode? At(this YamlNode node, params string[] path) => path.Aggregate(
        (YamlNode?)node, (below, key) => below is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null);

    /// <summary>A node's text.</summary>
    public static string Text(this YamlNode? node) => Assert.IsType<YamlScalarNode>(node).Value!;

    /// <summary>The keys of a mapping.</summary>
    public static IEnumerable<string> Keys(this YamlNode? node) => Assert.IsType<YamlMappingNode>(node).Children.Keys.Select(key => key.Text());

    /// <summary>The elements of a sequence.</summary>
    public static IEnumerable<YamlNode> Elements(this YamlNode? node) => Assert.IsType<YamlSequenceNode>(node).Children;
}
