using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace SeeSupport.FarAway.PostgreSql;

/// <summary>A PostgreSQL server of the tests' own, from the machine's binaries, in a temporary folder on a free port.</summary>
public sealed class PostgreSqlServer : IAsyncDisposable
{
    // initdb and postgres refuse to run as root.
    private const string UnprivilegedUser = "postgres";

    private readonly string folder = Directory.CreateTempSubdirectory("seesupport-postgresql-").FullName;
    private readonly string binaries = Directory.GetDirectories("/usr/lib/postgresql")
        .Select(version => Path.Combine(version, "bin"))
        .Where(bin => File.Exists(Path.Combine(bin, "initdb")))
        .OrderByDescending(bin => bin, StringComparer.Ordinal)
        .First();

    private int databases;

    /// <summary>Where it listens, on the loopback interface.</summary>
    public int Port { get; } = FreePort.Next();

    private bool durable;

    /// <summary>Makes one and starts it. One that is durable has on its disk what it acknowledges; that costs time, and only measurements want it.</summary>
    public static async Task<PostgreSqlServer> Make(bool durable = false)
    {
        var server = new PostgreSqlServer { durable = durable };
        await File.WriteAllTextAsync(Path.Combine(server.folder, "password"), "secret");
        if (Environment.IsPrivilegedProcess)
        {
            await Run("chown", "-R", UnprivilegedUser, server.folder);
        }

        await server.RunServerTool(
            "initdb", "--pgdata", server.Data, "--username", "seesupport", "--pwfile", Path.Combine(server.folder, "password"),
            "--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C", "--no-sync");
        await server.Start();
        return server;
    }

    /// <summary>Starts it (again).</summary>
    public Task Start() => RunServerTool(
        "pg_ctl", "--pgdata", Data, "--wait", "--log", Path.Combine(folder, "log"), "start",
        "--options", string.Create(CultureInfo.InvariantCulture, $"-p {Port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c max_connections=300 -c fsync={(durable ? "on" : "off")}"));

    /// <summary>Ends it at once, as a power switch would.</summary>
    public Task Stop() => RunServerTool("pg_ctl", "--pgdata", Data, "--wait", "--mode", "immediate", "stop");

    /// <summary>Ids of its processes: the first one, and those that it made for its connections and for itself.</summary>
    public IReadOnlyList<int> Processes()
    {
        var first = int.Parse(File.ReadLines(PidFile).First(), CultureInfo.InvariantCulture);
        var children = File.ReadAllText($"/proc/{first}/task/{first}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return [first, .. children.Select(child => int.Parse(child, CultureInfo.InvariantCulture))];
    }

    /// <summary>Makes a database, empty or like another one that nobody is connected to, and tells how to reach it.</summary>
    public async Task<string> NewDatabase(string? likeDatabase = null)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"seesupport_{Interlocked.Increment(ref databases)}");
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}{(likeDatabase is null ? "" : $" TEMPLATE {likeDatabase}")}", connection);
        await command.ExecuteNonQueryAsync();
        return ConnectionString(name);
    }

    /// <summary>How a database of it is reached.</summary>
    public string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = Port,
        Database = database,
        Username = "seesupport",
        Password = "secret",
        Timeout = 10,
    }.ToString();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (File.Exists(PidFile))
            await Stop();
        Directory.Delete(folder, recursive: true);
    }

    private string Data => Path.Combine(folder, "data");

    private string PidFile => Path.Combine(Data, "postmaster.pid");

    private Task RunServerTool(string tool, params string[] arguments)
    {
        var path = Path.Combine(binaries, tool);
        return Environment.IsPrivilegedProcess
            ? Run("runuser", ["-u", UnprivilegedUser, "--", path, .. arguments])
            : Run(path, arguments);
    }

    private static async Task Run(string program, params string[] arguments)
    {
        // Through a shell, with its output in a file: the server that pg_ctl leaves running would keep a pipe open.
        var log = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            using var process = Process.Start(new ProcessStartInfo("sh", ["-c", "log=$1; shift; exec \"$@\" >\"$log\" 2>&1 </dev/null", "sh", log, program, .. arguments])
            {
                WorkingDirectory = "/",
            })!;
            await process.WaitForExitAsync();
            if (process.ExitCode != 0)
            {
                throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {await File.ReadAllTextAsync(log)}");
            }
        }
        finally
        {
            File.Delete(log);
        }
    }
}
