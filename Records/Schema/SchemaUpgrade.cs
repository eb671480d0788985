using System.Data.Common;
using System.Reflection;

namespace SeeSupport.Records.Schema;

/// <summary>
/// Brings a database to the schema this program knows, in one transaction: all steps that are missing, or none.
/// Processes that start at once wait for each other. Synchronous: it runs once in a process, and Data Protection, which may be
/// the first to need it, has no asynchronous form.
/// </summary>
/// <param name="scripts">The steps this program knows, in order.</param>
/// <param name="postgreSql">Whether the database is PostgreSQL; SQLite otherwise.</param>
/// <param name="time">The clock.</param>
/// <param name="versions">The table that remembers which steps were done.</param>
public sealed class SchemaUpgrade(IReadOnlyList<SchemaScript> scripts, bool postgreSql, TimeProvider time, string versions = "schema_versions")
{
    /// <summary>The number of the last step this program knows.</summary>
    public int Known => scripts.Count == 0 ? 0 : scripts[^1].Number;

    /// <summary>The number of the last step that was done in a database; 0 where none was.</summary>
    public int Applied(DbConnection connection) =>
        Number(connection, null, TableExists) > 0 ? Number(connection, null, LastApplied) : 0;

    /// <summary>Throws <see cref="SeeSupportException"/> with <c>schema-newer</c> when the database has steps that the program does not know.</summary>
    public void Apply(DbConnection connection)
    {
        // In SQLite this takes the one write lock that there is: BEGIN IMMEDIATE.
        using var transaction = connection.BeginTransaction();
        if (postgreSql)
        {
            Execute(connection, transaction, $"SELECT pg_advisory_xact_lock({DatabaseLock.Schema})");
        }

        var applied = AppliedVersion(connection, transaction);
        if (applied > Known)
        {
            throw new SeeSupportException(
                "schema-newer",
                $"A newer SeeSupport has used these records (schema {applied}; this program knows {Known}). Start that version, or restore an older copy.");
        }

        foreach (var script in scripts.Where(script => script.Number > applied))
        {
            Execute(connection, transaction, script.Sql);
            Record(connection, transaction, script);
        }

        transaction.Commit();
    }

    private string TableExists => postgreSql
        ? $"SELECT count(*) FROM pg_tables WHERE tablename = '{versions}' AND schemaname = current_schema()"
        : $"SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = '{versions}'";

    private string LastApplied => $"SELECT coalesce(max(version), 0) FROM {versions}";

    private int AppliedVersion(DbConnection connection, DbTransaction transaction)
    {
        if (Number(connection, transaction, TableExists) > 0)
        {
            return Number(connection, transaction, LastApplied);
        }

        Execute(
            connection,
            transaction,
            $"CREATE TABLE {versions} (version integer NOT NULL PRIMARY KEY, name text NOT NULL, applied_at text NOT NULL, program text NOT NULL)");
        return 0;
    }

    private void Record(DbConnection connection, DbTransaction transaction, SchemaScript script)
    {
        using var command = Command(
            connection,
            transaction,
            $"INSERT INTO {versions} (version, name, applied_at, program) VALUES (@version, @name, @at, @program)");
        Add("@version", script.Number);
        Add("@name", script.Name);
        Add("@at", time.GetUtcNow().ToString("O"));
        Add("@program", Assembly.GetExecutingAssembly().GetName().Version!.ToString(3));
        command.ExecuteNonQuery();

        void Add(string name, object value)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }
    }

    private static void Execute(DbConnection connection, DbTransaction transaction, string sql)
    {
        using var command = Command(connection, transaction, sql);
        command.ExecuteNonQuery();
    }

    private static int Number(DbConnection connection, DbTransaction? transaction, string sql)
    {
        using var command = Command(connection, transaction, sql);
        return Convert.ToInt32(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static DbCommand Command(DbConnection connection, DbTransaction? transaction, string sql)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        return command;
    }
}
