using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using SeeSupport.Ports;

namespace SeeSupport.Records.Tests.Databases;

/// <summary>Records set up as the product does it, on a database of the test's own.</summary>
public sealed class Installation : IAsyncDisposable
{
    private readonly List<ServiceProvider> processes = [];

    private readonly bool ownsFolder;

    private Installation(Provider provider, string? folder, string? connectionString)
    {
        ownsFolder = folder is null;
        folder ??= Directory.CreateTempSubdirectory("seesupport-records-").FullName;
        Provider = provider;
        Folder = folder;
        Settings = new()
        {
            ["SeeSupport:Data"] = folder,
            ["SeeSupport:Records:Provider"] = provider.ToString(),
            ["SeeSupport:Records:ConnectionString"] = connectionString,
        };
    }

    /// <summary>What its next process is set up with.</summary>
    public Dictionary<string, string?> Settings { get; }

    public Provider Provider { get; }

    public string Folder { get; }

    public string RecordsFile => Path.Combine(Folder, "records.db");

    public static async Task<Installation> Make(Provider provider, PostgreSqlCluster cluster) => new(
        provider,
        folder: null,
        provider == Provider.PostgreSql ? await cluster.NewDatabase() : null);

    public static Installation InFolder(string folder) => new(Provider.Sqlite, folder, null);

    public static Installation WithConnection(string connectionString) => new(Provider.PostgreSql, folder: null, connectionString);

    /// <summary>The services of one process on this database; called twice, those of two.</summary>
    public ServiceProvider Process(Action<IServiceCollection>? more = null)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(Settings).Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        services.AddSeeSupportRecords(configuration);
        more?.Invoke(services);
        var process = services.BuildServiceProvider(validateScopes: true);
        processes.Add(process);
        return process;
    }

    public ISessionRecords Records() => Process().GetRequiredService<ISessionRecords>();

    /// <summary>A connection beside the product's own.</summary>
    public async Task<DbConnection> Connect()
    {
        DbConnection connection = Provider == Provider.Sqlite
            ? new SqliteConnection($"Data Source={RecordsFile};Pooling=False")
            : new NpgsqlConnection(Settings["SeeSupport:Records:ConnectionString"] + ";Pooling=False");
        await connection.OpenAsync();
        return connection;
    }

    public async Task<T> Scalar<T>(string sql)
    {
        await using var connection = await Connect();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (T)Convert.ChangeType(await command.ExecuteScalarAsync(), typeof(T), System.Globalization.CultureInfo.InvariantCulture)!;
    }

    public async Task Execute(string sql)
    {
        await using var connection = await Connect();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in processes)
        {
            await process.DisposeAsync();
        }

        if (Provider == Provider.Sqlite)
        {
            await using var pooled = new SqliteConnection($"Data Source={RecordsFile};Foreign Keys=True;Default Timeout=10");
            SqliteConnection.ClearPool(pooled);
        }

        if (ownsFolder)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}
