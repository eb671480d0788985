using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SeeSupport.Ports;
using SeeSupport.Records.Tests.Databases;
using SeeSupport.Records.Tests.Sessions;

namespace SeeSupport.Records.Tests.Failures;

[SupportedOSPlatform("linux")]
public sealed class FailureTests(PostgreSqlCluster cluster)
{
    private static readonly string LongText = new('x', 2_000);

    [Fact]
    public async Task SaysThatTheFolderCannotBeWritten_WhenItCannotBeMade()
    {
        await using var installation = Installation.InFolder("/proc/seesupport");

        var problem = Refusal(installation);

        Assert.Equal("data-not-writable", problem.Code);
        Assert.Contains("/proc/seesupport", problem.Sentence, StringComparison.Ordinal);
        Assert.Contains("--data", problem.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SaysThatTheFolderCannotBeWritten_WhenItIsAFile()
    {
        var file = Path.GetTempFileName();
        await using var installation = Installation.InFolder(file);

        Assert.Equal("data-not-writable", Refusal(installation).Code);

        File.Delete(file);
    }

    [Fact]
    public async Task SaysThatTheFolderCannotBeWritten_WhenItBecameReadOnly()
    {
        using var disk = SmallDisk.Mount(kilobytes: 4_096);
        await using var installation = disk is null ? await Installation.Make(Provider.Sqlite, cluster) : Installation.InFolder(disk.Folder);
        await using (var process = installation.Process())
        {
            await process.GetRequiredService<ISessionRecords>().File(Samples.Record(), Samples.Lines(3), default);
        }

        SqliteConnection.ClearAllPools();
        if (disk is not null)
        {
            disk.BecomeReadOnly();
        }
        else
        {
            Assert.SkipWhen(Environment.IsPrivilegedProcess, "Neither mounting nor rights bind this process.");
            File.SetUnixFileMode(installation.RecordsFile, UnixFileMode.UserRead);
            File.SetUnixFileMode(installation.Folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        Assert.Equal("data-not-writable", Refusal(installation).Code);

        if (disk is null)
        {
            File.SetUnixFileMode(installation.Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public async Task SaysThatTheDiskIsFull_KeepsWhatWasFiled_AndGoesOnWhenThereIsRoom()
    {
        using var disk = SmallDisk.Mount(kilobytes: 1_024);
        await using var installation = disk is null ? await Installation.Make(Provider.Sqlite, cluster) : Installation.InFolder(disk.Folder);
        var records = installation.Records();
        await records.File(Samples.Record(), [], default);
        var ballast = Path.Combine(installation.Folder, "ballast");
        if (disk is null)
        {
            await LimitPages(installation, 200);
        }
        else
        {
            await File.WriteAllBytesAsync(ballast, new byte[200 * 1_024]);
        }

        var filed = 0;
        var full = await Assert.ThrowsAsync<SeeSupportException>(async () =>
        {
            while (true)
            {
                await records.File(Samples.Record(), [Samples.Line(filed + 1, LongText)], default);
                filed++;
            }
        });

        Assert.Equal("storage-full", full.Problem.Code);
        Assert.Equal(filed, (await records.ReadLog("0123456789abcdef", 0, 10_000, default)).Length);
        if (disk is null)
        {
            await LimitPages(installation, 100_000);
        }
        else
        {
            File.Delete(ballast);
        }

        await records.File(Samples.Record(), [Samples.Line(filed + 1, LongText)], default);
        Assert.Equal(filed + 1, (await records.ReadLog("0123456789abcdef", 0, 10_000, default)).Length);
    }

    [Fact]
    public async Task MakesTheFolder_ForItsOwnerOnly()
    {
        await using var parent = await Installation.Make(Provider.Sqlite, cluster);
        await using var installation = Installation.InFolder(Path.Combine(parent.Folder, "new", "data"));

        installation.Process().GetRequiredService<RecordsDatabase>().Prepare();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(installation.Folder));
    }

    [Fact]
    public async Task SaysThatTheFileIsDamaged()
    {
        await using var installation = await Installation.Make(Provider.Sqlite, cluster);
        await File.WriteAllTextAsync(installation.RecordsFile, string.Concat(Enumerable.Repeat("This is no database. ", 500)));

        Assert.Equal("data-damaged", Refusal(installation).Code);
    }

    [Fact]
    public async Task SaysThatTheDatabaseIsUnreachable_WhenNobodyListens()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        await using var installation = Installation.WithConnection($"Host=127.0.0.1;Port={port};Database=records;Username=seesupport;Password=secret");

        Assert.Equal("database-unreachable", Refusal(installation).Code);
    }

    [Theory]
    [InlineData("Password=wrong")]
    [InlineData("Database=nowhere")]
    [InlineData("Username=nobody")]
    public async Task SaysThatTheDatabaseIsUnreachable_WhenItRefuses(string wrong)
    {
        var connection = new NpgsqlConnectionStringBuilder(cluster.ConnectionString("postgres") + ";" + wrong);
        await using var installation = Installation.WithConnection(connection.ToString());

        var problem = Refusal(installation);

        Assert.Equal("database-unreachable", problem.Code);
        Assert.Contains("SeeSupport:Records:ConnectionString", problem.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SaysThatTheDatabaseIsUnreachable_WhenItIsGone_AndGoesOnWhenItIsBack()
    {
        await using var server = new PostgreSqlCluster();
        await server.InitializeAsync();
        await using var installation = await Installation.Make(Provider.PostgreSql, server);
        var records = installation.Records();
        await records.File(Samples.Record(), [], default);
        await server.Stop();

        var filing = await Assert.ThrowsAsync<SeeSupportException>(() => records.File(Samples.Record(), Samples.Lines(1), default));
        var reading = await Assert.ThrowsAsync<SeeSupportException>(() => records.ReadLog("0123456789abcdef", 0, 10, default));
        await server.Start();
        await records.File(Samples.Record(), Samples.Lines(1), default);

        Assert.Equal(("database-unreachable", "database-unreachable"), (filing.Problem.Code, reading.Problem.Code));
        Assert.Single(await records.ReadLog("0123456789abcdef", 0, 10, default));
    }

    private static Problem Refusal(Installation installation) =>
        Assert.Throws<SeeSupportException>(() => installation.Process().GetRequiredService<RecordsDatabase>().Prepare()).Problem;

    // The limit belongs to a connection, and the product's connections come from this pool.
    private static async Task LimitPages(Installation installation, int pages)
    {
        await using var connection = new SqliteConnection($"Data Source={installation.RecordsFile};Foreign Keys=True;Default Timeout=10");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA max_page_count = {pages}";
        await command.ExecuteNonQueryAsync();
    }
}
