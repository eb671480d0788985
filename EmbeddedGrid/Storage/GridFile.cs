using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Runtime;

/// <summary>
/// The SQLite file of the grid. One thread writes, and commits together what came in while it was committing, so that many grains
/// share one wait for the disk. Reads go beside it.
/// </summary>
internal sealed class GridFile : IDisposable
{
    private const int MostInOneCommit = 1000;

    /// <summary>Bytes of a page. Most states fit into one, so that a write touches it and no others.</summary>
    private const int PageBytes = 8192;

    /// <summary>Pages in the write-ahead log before they are copied into the file. The same state is written many times within that, and copied once.</summary>
    private const int PagesInLog = 4096;

    /// <summary>What the writer keeps in memory, KiB: less, and it would read back what it has just written.</summary>
    private const int CachedKilobytes = 16 * 1024;

    private const string Schema = """
        CREATE TABLE IF NOT EXISTS grain_state (
            grain_type TEXT NOT NULL, grain_key TEXT NOT NULL, name TEXT NOT NULL,
            json BLOB NOT NULL, version INTEGER NOT NULL,
            PRIMARY KEY (grain_type, grain_key, name));
        CREATE TABLE IF NOT EXISTS reminder (
            grain_type TEXT NOT NULL, grain_key TEXT NOT NULL, name TEXT NOT NULL,
            start_at INTEGER NOT NULL, period INTEGER NOT NULL, due_at INTEGER NOT NULL, version INTEGER NOT NULL,
            PRIMARY KEY (grain_type, grain_key, name));
        """;

    private readonly string _path;
    private readonly string _connection;
    private readonly SqliteGridOptions _options;
    private readonly GridTelemetry _telemetry;
    private readonly FileStream _lock;
    private readonly BlockingCollection<Write> _writes = [];
    private readonly ConcurrentBag<Session> _readers = [];
    private readonly Session _writer;
    private readonly Thread _thread;

    public GridFile(IOptions<SqliteGridOptions> options, GridTelemetry telemetry)
    {
        _options = options.Value;
        _telemetry = telemetry;
        _path = Path.GetFullPath(_options.File);
        _connection = new SqliteConnectionStringBuilder { DataSource = _path, Pooling = false }.ToString();
        try
        {
            MakeFolder(Path.GetDirectoryName(_path)!);
            _lock = new(_path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            _writer = Open();
            _writer.Run($"""
                PRAGMA page_size = {PageBytes}; PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = {PagesInLog}; PRAGMA cache_size = -{CachedKilobytes};
                {Schema}
                """);
            // A file of an earlier version keeps its smaller pages.
            if (_options.MaxBytes > 0)
                _writer.Run($"PRAGMA max_page_count = {_options.MaxBytes / _writer.Query("PRAGMA page_size", [], row => row.GetInt64(0)).Single()}");
        }
        catch (Exception exception)
        {
            _lock?.Dispose();
            throw Explain(exception, "opened");
        }

        _thread = new(WriteAll) { IsBackground = true, Name = "Grid file" };
        _thread.Start();
    }

    // What grains remember of people is nobody else's business on a shared machine.
    private static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Runs one statement; the number of rows it changed, once that is durable.</summary>
    public Task<int> WriteAsync(string sql, object[] values)
    {
        var write = new Write(sql, values);
        try
        {
            _writes.Add(write);
        }
        catch (InvalidOperationException)
        {
            throw new OrleansException($"'{_path}' is closed: the grid has stopped.");
        }

        return write.Done.Task;
    }

    /// <summary>Reads rows. What was written before is seen.</summary>
    public List<T> Read<T>(string sql, object[] values, Func<SqliteDataReader, T> read)
    {
        Session? session = null;
        try
        {
            if (!_readers.TryTake(out session))
                session = Open();
            var rows = session.Query(sql, values, read);
            _readers.Add(session);
            return rows;
        }
        catch (SqliteException exception)
        {
            session?.Dispose();
            throw Explain(exception, "read");
        }
    }

    public void Dispose()
    {
        _writes.CompleteAdding();
        _thread.Join();
        foreach (var reader in _readers)
            reader.Dispose();
        _writer.Dispose();
        _lock.Dispose();
        _writes.Dispose();
    }

    private Session Open()
    {
        var session = new Session(_connection);
        session.Run($"PRAGMA synchronous = {(_options.SurvivePowerCut ? "FULL" : "NORMAL")}");
        return session;
    }

    private void WriteAll()
    {
        var batch = new List<Write>();
        foreach (var first in _writes.GetConsumingEnumerable())
        {
            var startedAt = Stopwatch.GetTimestamp();
            batch.Add(first);
            while (batch.Count < MostInOneCommit && _writes.TryTake(out var next))
                batch.Add(next);
            if (!TryCommit(batch, out var failure))
            {
                // One bad write must not fail its neighbours: each gets its own commit.
                foreach (var write in batch)
                {
                    if (batch.Count == 1 || !TryCommit([write], out failure))
                        write.Done.SetException(failure!);
                }
            }

            _telemetry.Wrote(startedAt);
            batch.Clear();
        }
    }

    private bool TryCommit(List<Write> batch, out Exception? failure)
    {
        try
        {
            _writer.Execute("BEGIN IMMEDIATE", []);
            foreach (var write in batch)
                write.Changed = _writer.Execute(write.Sql, write.Values);
            _writer.Execute("COMMIT", []);
        }
        catch (Exception exception)
        {
            _writer.RollBack();
            failure = Explain(exception, "written");
            return false;
        }

        foreach (var write in batch)
            write.Done.SetResult(write.Changed);
        failure = null;
        return true;
    }

    private OrleansException Explain(Exception exception, string done)
    {
        var why = exception switch
        {
            SqliteException { SqliteErrorCode: 13 } => _options.MaxBytes > 0
                ? "the disk is full, or the file has reached the size it is allowed" : "the disk is full",
            SqliteException { SqliteErrorCode: 8 } => "the file or its folder is read-only",
            SqliteException { SqliteErrorCode: 5 or 6 } => "another program has it locked",
            SqliteException { SqliteErrorCode: 11 or 26 } => "it is damaged or no SQLite file",
            UnauthorizedAccessException or SqliteException { SqliteErrorCode: 14 } => "this process may not open it",
            IOException { HResult: 11 or unchecked((int)0x80070020) } => "another process uses it",
            _ => exception.Message,
        };
        return new($"The grid's file '{_path}' could not be {done}: {why}.", exception);
    }

    private sealed class Write(string sql, object[] values)
    {
        public string Sql => sql;

        public object[] Values => values;

        public int Changed { get; set; }

        public TaskCompletionSource<int> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>A connection with its prepared statements.</summary>
    private sealed class Session : IDisposable
    {
        private readonly SqliteConnection _connection;
        private readonly Dictionary<string, SqliteCommand> _prepared = [];

        public Session(string connection)
        {
            _connection = new(connection);
            _connection.Open();
        }

        public void Run(string sql)
        {
            using var command = _connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }

        public int Execute(string sql, object[] values) => Prepare(sql, values).ExecuteNonQuery();

        public List<T> Query<T>(string sql, object[] values, Func<SqliteDataReader, T> read)
        {
            using var reader = Prepare(sql, values).ExecuteReader();
            var rows = new List<T>();
            while (reader.Read())
                rows.Add(read(reader));
            return rows;
        }

        public void RollBack()
        {
            try
            {
                Execute("ROLLBACK", []);
            }
            catch (SqliteException)
            {
                // Some failures end the transaction by themselves.
            }
        }

        public void Dispose()
        {
            foreach (var command in _prepared.Values)
                command.Dispose();
            _connection.Dispose();
        }

        private SqliteCommand Prepare(string sql, object[] values)
        {
            if (!_prepared.TryGetValue(sql, out var command))
            {
                _prepared[sql] = command = _connection.CreateCommand();
                command.CommandText = sql;
                for (var place = 1; place <= values.Length; place++)
                    command.Parameters.Add(new SqliteParameter { ParameterName = $"${place}" });
            }

            for (var place = 0; place < values.Length; place++)
                command.Parameters[place].Value = values[place];
            return command;
        }
    }
}
