using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace SeeSupport.Records;

/// <summary>Tells what a database's failure means for the person who runs SeeSupport; null for what is a fault of the program.</summary>
internal static class RecordsProblems
{
    private const int DiskFull = 28;
    private const int HandleDiskFull = 39;
    private const int DiskFullOnWindows = 112;

    // https://sqlite.org/rescode.html
    private const int SqlitePermission = 3;
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;
    private const int SqliteReadOnly = 8;
    private const int SqliteCorrupt = 11;
    private const int SqliteFull = 13;
    private const int SqliteCannotOpen = 14;
    private const int SqliteNotADatabase = 26;
    private const int SqliteSharedMemorySize = 4874;

    public static Problem? Of(Exception failure, RecordsOptions options) => failure switch
    {
        DbUpdateException { InnerException: { } inner } => Of(inner, options),
        SqliteException sqlite => OfSqlite(sqlite, options),
        PostgresException answer => OfPostgreSql(answer.SqlState),
        NpgsqlException { InnerException: SocketException or TimeoutException or IOException or null } => Unreachable,
        // EF Core wraps what it takes for a passing fault.
        InvalidOperationException { InnerException: NpgsqlException inner } => Of(inner, options),
        SocketException => Unreachable,
        UnauthorizedAccessException => NotWritable(options),
        IOException io => (io.HResult & 0xFFFF) is DiskFull or HandleDiskFull or DiskFullOnWindows ? Full : NotWritable(options),
        _ => null,
    };

    private static Problem? OfSqlite(SqliteException failure, RecordsOptions options) => failure switch
    {
        { SqliteErrorCode: SqliteFull } or { SqliteExtendedErrorCode: SqliteSharedMemorySize } => Full,
        { SqliteErrorCode: SqlitePermission or SqliteReadOnly or SqliteCannotOpen } => NotWritable(options),
        { SqliteErrorCode: SqliteBusy or SqliteLocked } => new Problem(
            "database-busy",
            "Another program is holding SeeSupport's records.db. Close it and try again."),
        { SqliteErrorCode: SqliteCorrupt or SqliteNotADatabase } => new Problem(
            "data-damaged",
            $"The file records.db in '{options.FullFolder}' is damaged. Put a copy from your backup in its place."),
        _ => null,
    };

    // https://www.postgresql.org/docs/current/errcodes-appendix.html
    private static Problem? OfPostgreSql(string state) => state switch
    {
        PostgresErrorCodes.DiskFull => Full,
        PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.InsufficientPrivilege => new Problem(
            "data-not-writable",
            $"PostgreSQL does not let SeeSupport write. Check the server's role and the user's rights ({state})."),
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => new Problem(
            "database-unreachable",
            $"PostgreSQL does not accept SeeSupport's user or password. Check {RecordsOptions.Section}:ConnectionString ({state})."),
        PostgresErrorCodes.InvalidCatalogName => new Problem(
            "database-unreachable",
            $"PostgreSQL has no database of that name. Create it, or check {RecordsOptions.Section}:ConnectionString ({state})."),
        _ when state.StartsWith("08", StringComparison.Ordinal) || state.StartsWith("57P", StringComparison.Ordinal)
            || state == PostgresErrorCodes.TooManyConnections => Unreachable,
        _ => null,
    };

    private static Problem Full { get; } = new(
        "storage-full",
        "The disk with SeeSupport's records is full. Make room, then try again.");

    private static Problem Unreachable { get; } = new(
        "database-unreachable",
        $"SeeSupport cannot reach PostgreSQL. Check that it runs, and {RecordsOptions.Section}:ConnectionString.");

    private static Problem NotWritable(RecordsOptions options) => new(
        "data-not-writable",
        $"SeeSupport cannot write in the data folder '{options.FullFolder}'. "
        + $"Give its user the right to write there, or choose another folder with --data ({RecordsOptions.FolderKey}).");
}
