using System.Net.Sockets;
using System.Reflection;
using Microsoft.Extensions.Options;
using Npgsql;
using SeeSupport.Records.Schema;

namespace SeeSupport.Grids;

/// <summary>
/// The grid's database: whether it is fit for this process, and how it becomes so. What goes wrong comes out as
/// <see cref="SeeSupportException"/> with <c>grid-unreachable</c>, <c>grid-schema-missing</c>, <c>grid-schema-older</c>,
/// <c>schema-newer</c> or <c>grid-of-another-cluster</c>.
/// </summary>
internal sealed class GridDatabase(IOptions<GridOptions> options, TimeProvider time)
{
    private const string Versions = "grid_schema_versions";
    private const int Statements = 32;
    private const string ConnectionKey = $"{GridOptions.Section}:{nameof(GridOptions.ConnectionString)}";
    private const string HowToUpgrade = "Run: dotnet SeeSupport.Silo.dll schema";

    /// <summary>How Orleans' providers and this class reach the database: one pool for the process, no larger than its budget. Null without a database.</summary>
    public string? ConnectionString { get; } = Complete(options.Value);

    /// <summary>Makes or upgrades the tables, and gives their schema's number; changes nothing the second time.</summary>
    public async Task<int> Upgrade(CancellationToken cancellation)
    {
        var schema = Schema();
        await Use(
            connection =>
            {
                schema.Apply(connection);
                return Claim(connection, cancellation);
            },
            cancellation);
        return schema.Known;
    }

    /// <summary>Throws unless the tables are those this program knows and belong to this cluster.</summary>
    public Task Check(CancellationToken cancellation) => Use(
        async connection =>
        {
            var schema = Schema();
            var applied = schema.Applied(connection);
            if (applied == 0)
                throw new SeeSupportException("grid-schema-missing", $"The database of {ConnectionKey} has no tables for the grid yet. {HowToUpgrade}");
            if (applied < schema.Known)
                throw new SeeSupportException("grid-schema-older", $"The grid's tables are of schema {applied} and this program needs {schema.Known}. {HowToUpgrade}");
            if (applied > schema.Known)
                throw new SeeSupportException("schema-newer", $"A newer SeeSupport has used the grid's tables (schema {applied}; this program knows {schema.Known}). Start that version.");
            await Claim(connection, cancellation);
        },
        cancellation);

    private SchemaUpgrade Schema() => new(SchemaScript.In(Assembly.GetExecutingAssembly(), "Schema/Grid/"), postgreSql: true, time, Versions);

    /// <summary>The first cluster that comes has the database from then on.</summary>
    private async Task Claim(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var own = options.Value;
        await using var command = new NpgsqlCommand(
            "INSERT INTO grid_owner (cluster_id, service_id) VALUES (@cluster, @service) ON CONFLICT DO NOTHING; SELECT cluster_id, service_id FROM grid_owner",
            connection);
        command.Parameters.AddWithValue("cluster", own.ClusterId);
        command.Parameters.AddWithValue("service", own.ServiceId);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        var (cluster, service) = (reader.GetString(0), reader.GetString(1));
        if ((cluster, service) != (own.ClusterId, own.ServiceId))
        {
            throw new SeeSupportException(
                "grid-of-another-cluster",
                $"The grid's database belongs to the cluster '{cluster}' (service '{service}'), and this process is of '{own.ClusterId}' (service '{own.ServiceId}'). "
                + $"Set {GridOptions.Section}:ClusterId and :ServiceId to those, or give this cluster a database of its own.");
        }
    }

    private async Task Use(Func<NpgsqlConnection, Task> work, CancellationToken cancellation)
    {
        if (ConnectionString is null)
            throw new SeeSupportException("configuration-broken", $"{ConnectionKey} is missing. Write it as Host=…;Database=…;Username=…;Password=….");
        try
        {
            await using var connection = new NpgsqlConnection(ConnectionString);
            await connection.OpenAsync(cancellation);
            await work(connection);
        }
        catch (Exception failure) when (Meaning(failure) is { } problem)
        {
            throw new SeeSupportException(problem);
        }
    }

    private static Problem? Meaning(Exception failure) => failure switch
    {
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } => new(
            "grid-unreachable", $"PostgreSQL does not accept the grid's user or password. Check {ConnectionKey}."),
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } => new(
            "grid-unreachable", $"PostgreSQL has no database of the grid's name. Create it, or check {ConnectionKey}."),
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } => new(
            "grid-unreachable", $"PostgreSQL does not let the grid's user make or use its tables. Grant it the right, or check {ConnectionKey}."),
        PostgresException { SqlState: var state } when state.StartsWith("08", StringComparison.Ordinal) || state.StartsWith("57P", StringComparison.Ordinal)
            || state == PostgresErrorCodes.TooManyConnections => Unreachable,
        NpgsqlException { InnerException: SocketException or TimeoutException or IOException } or SocketException or TimeoutException => Unreachable,
        _ => null,
    };

    private static Problem Unreachable { get; } = new("grid-unreachable", $"The grid's PostgreSQL cannot be reached. Check that it runs, and {ConnectionKey}.");

    private static string? Complete(GridOptions options)
    {
        if (options.ConnectionString is null)
            return null;
        var text = new NpgsqlConnectionStringBuilder(options.ConnectionString)
        {
            MaxPoolSize = options.MostConnections,
            // The providers' statements are few and always the same: reading and planning one costs more than doing it.
            MaxAutoPrepare = Statements,
            // No statement leaves anything behind in its connection.
            NoResetOnClose = true,
        };
        text.ApplicationName ??= "SeeSupport grid";
        return text.ToString();
    }
}
