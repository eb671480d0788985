using System.Globalization;
using System.Reflection;

namespace SeeSupport.Records.Schema;

/// <summary>One step of the schema: <c>0001_Records.sql</c> is number 1.</summary>
internal sealed record SchemaScript(int Number, string Name, string Sql)
{
    /// <summary>The program's own steps for one database, in order.</summary>
    public static IReadOnlyList<SchemaScript> For(string provider)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var folder = $"Schema/{provider}/";
        return
        [
            .. from resource in assembly.GetManifestResourceNames()
               let path = resource.Replace('\\', '/')
               where path.StartsWith(folder, StringComparison.Ordinal)
               let name = Path.GetFileNameWithoutExtension(path)
               orderby name
               select new SchemaScript(int.Parse(name.AsSpan(0, 4), CultureInfo.InvariantCulture), name, Read(assembly, resource)),
        ];
    }

    private static string Read(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
