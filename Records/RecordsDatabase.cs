using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using SeeSupport.Records.Schema;

namespace SeeSupport.Records;

/// <summary>
/// The one way to the records' database: nobody reaches it before its schema is right, and what goes wrong comes out as
/// <see cref="SeeSupportException"/> with <c>data-not-writable</c>, <c>storage-full</c>, <c>database-unreachable</c>,
/// <c>database-busy</c>, <c>data-damaged</c> or <c>schema-newer</c>.
/// </summary>
public sealed partial class RecordsDatabase : IDisposable, IAsyncDisposable
{
    private const string FileName = "records.db";

    private readonly RecordsOptions options;
    private readonly TimeProvider time;
    private readonly ILogger<RecordsDatabase> logger;
    private readonly NpgsqlDataSource? postgreSql;
    private readonly string sqlite;
    private readonly Lazy<PooledDbContextFactory<RecordsContext>> contexts;
    private readonly Lock preparing = new();
    private volatile bool prepared;

    /// <summary>Reaches nothing yet.</summary>
    public RecordsDatabase(IOptions<RecordsOptions> options, TimeProvider time, ILoggerFactory loggers)
    {
        this.options = options.Value;
        this.time = time;
        logger = loggers.CreateLogger<RecordsDatabase>();
        sqlite = new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(this.options.FullFolder, FileName),
            ForeignKeys = true,
            DefaultTimeout = SqliteSettings.BusySeconds,
        }.ToString();
        if (this.options.UsesPostgreSql)
        {
            var connection = new NpgsqlConnectionStringBuilder(this.options.ConnectionString)
            {
                MaxPoolSize = this.options.MostConnections,
                // No statement leaves anything behind in its connection.
                NoResetOnClose = true,
            };
            connection.ApplicationName ??= "SeeSupport";
            postgreSql = new NpgsqlDataSourceBuilder(connection.ToString()).UseLoggerFactory(loggers).Build();
        }

        contexts = new(() => Contexts(loggers));
    }

    /// <summary>Whether nothing was ever kept here: the first use would make a new, empty file. Not known of PostgreSQL, where it is false.</summary>
    public bool IsMissing => !UsesPostgreSql && !File.Exists(Path.Combine(options.FullFolder, FileName));

    internal bool UsesPostgreSql => postgreSql is not null;

    /// <summary>Makes or upgrades the schema; does nothing the second time.</summary>
    public void Prepare() => Translate(() =>
    {
        lock (preparing)
        {
            if (prepared)
            {
                return true;
            }

            if (!UsesPostgreSql)
            {
                PrivateFolder.Make(options.FullFolder);
            }

            using var connection = Connect();
            connection.Open();
            if (!UsesPostgreSql)
            {
                // Readers and the writer do not wait for each other; the file remembers it.
                using var command = connection.CreateCommand();
                command.CommandText = "PRAGMA journal_mode = WAL";
                command.ExecuteNonQuery();
                SqliteSettings.Apply(connection);
            }

            var provider = UsesPostgreSql ? RecordsOptions.PostgreSql : RecordsOptions.Sqlite;
            new SchemaUpgrade(SchemaScript.For(provider), UsesPostgreSql, time).Apply(connection);
            prepared = true;
            return true;
        }
    });

    /// <summary>Works with a context of its own.</summary>
    internal async Task<T> Use<T>(Func<RecordsContext, Task<T>> work, CancellationToken cancellation)
    {
        PrepareOnce();
        try
        {
            await using var context = await contexts.Value.CreateDbContextAsync(cancellation);
            return await work(context);
        }
        catch (Exception failure) when (Meaning(failure) is { } problem)
        {
            throw new SeeSupportException(problem);
        }
    }

    /// <summary>Works with a context of its own, where no asynchronous form exists.</summary>
    internal T Use<T>(Func<RecordsContext, T> work)
    {
        PrepareOnce();
        return Translate(() =>
        {
            using var context = contexts.Value.CreateDbContext();
            return work(context);
        });
    }

    /// <summary>Works in one transaction while nobody else, in any process, holds the same lock.</summary>
    internal Task<T> UseAlone<T>(long databaseLock, Func<RecordsContext, Task<T>> work, CancellationToken cancellation) => Use(
        async context =>
        {
            await using var transaction = await context.Database.BeginTransactionAsync(cancellation);
            if (UsesPostgreSql)
            {
                await context.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({databaseLock})", cancellation);
            }

            var result = await work(context);
            await transaction.CommitAsync(cancellation);
            return result;
        },
        cancellation);

    /// <summary>
    /// Works in one transaction on a bare connection: for what is written too often for a context, and for what a start waits for, which
    /// EF Core would make a second longer. Where the connection broke, for example because the server was restarted, the work is done
    /// again, so a repeat must change nothing.
    /// </summary>
    internal async Task<T> UseBare<T>(Func<DbConnection, DbTransaction, Task<T>> work)
    {
        PrepareOnce();
        try
        {
            try
            {
                return await InTransaction(work);
            }
            catch (NpgsqlException failure) when (failure.IsTransient)
            {
                // The pool's other connections broke with this one.
                postgreSql!.Clear();
                return await InTransaction(work);
            }
        }
        catch (Exception failure) when (Meaning(failure) is { } problem)
        {
            throw new SeeSupportException(problem);
        }
    }

    /// <summary>The same while nobody else, in any process, holds the same lock.</summary>
    internal Task<T> UseBareAlone<T>(long databaseLock, Func<DbConnection, DbTransaction, Task<T>> work) => UseBare(
        async (connection, transaction) =>
        {
            if (UsesPostgreSql)
            {
                await using var command = connection.CreateCommand();
                command.Transaction = transaction;
                command.CommandText = $"SELECT pg_advisory_xact_lock({databaseLock})";
                await command.ExecuteNonQueryAsync();
            }

            return await work(connection, transaction);
        });

    /// <summary>Works on a bare connection without a transaction, where no asynchronous form exists.</summary>
    internal T UseBare<T>(Func<DbConnection, T> work)
    {
        PrepareOnce();
        return Translate(() =>
        {
            using var connection = Connect();
            connection.Open();
            if (!UsesPostgreSql)
            {
                SqliteSettings.Apply(connection);
            }

            return work(connection);
        });
    }

    /// <summary>How EF Core maps a table.</summary>
    internal IEntityType EntityType<T>()
    {
        using var context = contexts.Value.CreateDbContext();
        return context.Model.FindEntityType(typeof(T))!;
    }

    /// <inheritdoc/>
    public void Dispose() => postgreSql?.Dispose();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => postgreSql?.DisposeAsync() ?? default;

    private PooledDbContextFactory<RecordsContext> Contexts(ILoggerFactory loggers)
    {
        var builder = new DbContextOptionsBuilder<RecordsContext>()
            .UseLoggerFactory(loggers)
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            // A failure is logged once, here, with what it means.
            .ConfigureWarnings(warnings => warnings.Log(
                (RelationalEventId.CommandExecuted, LogLevel.Debug),
                (RelationalEventId.CommandError, LogLevel.Debug),
                (RelationalEventId.ConnectionError, LogLevel.Debug),
                (CoreEventId.SaveChangesFailed, LogLevel.Debug),
                (CoreEventId.OptimisticConcurrencyException, LogLevel.Debug),
                (CoreEventId.QueryIterationFailed, LogLevel.Debug)));
        if (postgreSql is not null)
        {
            builder.UseNpgsql(postgreSql);
        }
        else
        {
            builder.UseSqlite(sqlite).AddInterceptors(new SqliteSettings());
        }

        return new(builder.Options);
    }

    private async Task<T> InTransaction<T>(Func<DbConnection, DbTransaction, Task<T>> work)
    {
        await using var connection = Connect();
        await connection.OpenAsync();
        if (!UsesPostgreSql)
        {
            SqliteSettings.Apply(connection);
        }

        await using var transaction = await connection.BeginTransactionAsync();
        var result = await work(connection, transaction);
        await transaction.CommitAsync();
        return result;
    }

    private DbConnection Connect() => postgreSql is null ? new SqliteConnection(sqlite) : postgreSql.CreateConnection();

    private void PrepareOnce()
    {
        if (!prepared)
        {
            Prepare();
        }
    }

    private T Translate<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception failure) when (Meaning(failure) is { } problem)
        {
            throw new SeeSupportException(problem);
        }
    }

    private Problem? Meaning(Exception failure)
    {
        var problem = RecordsProblems.Of(failure, options);
        if (problem is not null)
        {
            LogProblem(failure, problem.Code);
        }

        return problem;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The records' database cannot be used: {Code}")]
    private partial void LogProblem(Exception failure, string code);
}
