using System.Globalization;
using System.Reflection;

namespace SeeSupport.Records.Schema;

/// <summary>One step of the schema: <c>0001_Records.sql</c> is number 1.</summary>
/// <param name="Number">Its place in the order, from 1.</param>
/// <param name="Name">Its name, which begins with the number.</param>
/// <param name="Sql">What it does.</param>
public sealed record SchemaScript(int Number, string Name, string Sql)
{
    /// <summary>The records' steps for one database, in order.</summary>
    internal static IReadOnlyList<SchemaScript> For(string provider) => In(Assembly.GetExecutingAssembly(), $"Schema/{provider}/");

    /// <summary>The steps that an assembly keeps in a folder of its resources, in order.</summary>
    public static IReadOnlyList<SchemaScript> In(Assembly assembly, string folder)
    {
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
