namespace SeeSupport.Records;

/// <summary>Where records are kept. Bound from <c>SeeSupport:Records</c>; the folder from <c>SeeSupport:Data</c>.</summary>
public sealed class RecordsOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "SeeSupport:Records";

    /// <summary>The key of the data folder, shared with everything else that keeps files.</summary>
    public const string FolderKey = "SeeSupport:Data";

    /// <summary><c>Sqlite</c> (a file in the data folder) or <c>PostgreSql</c>. Default: <c>Sqlite</c>.</summary>
    public string Provider { get; set; } = Sqlite;

    /// <summary>How PostgreSQL is reached, in Npgsql's form (<c>Host=…;Database=…;Username=…;Password=…</c>); unused with SQLite. Default: none.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Connections this process may hold to PostgreSQL at once; further work waits for one. Default 20; unused with SQLite.</summary>
    public int MostConnections { get; set; } = 20;

    /// <summary>The data folder; made when it is missing. Holds <c>records.db</c> with SQLite. Default: <c>data</c> in the working directory.</summary>
    public string Folder { get; set; } = "data";

    internal const string Sqlite = "Sqlite";
    internal const string PostgreSql = "PostgreSql";

    internal bool UsesPostgreSql => Provider.Equals(PostgreSql, StringComparison.OrdinalIgnoreCase);

    internal string FullFolder => Path.GetFullPath(Folder);
}
