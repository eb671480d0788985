using System.Diagnostics;
using System.Globalization;
using Npgsql;
using SeeSupport.Bench.Load;
using SeeSupport.FarAway;
using SeeSupport.FarAway.PostgreSql;
using SeeSupport.Installations;

namespace SeeSupport.Failure;

/// <summary>Silos and fronts on PostgreSQL, to be hurt.</summary>
internal sealed class Field : IAsyncDisposable
{
    private const string FakeTime = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1";

    /// <summary>Without these, one machine's load would be taken for an attack: all of it comes from one address.</summary>
    private static readonly KeyValuePair<string, string?>[] Lifted =
    [
        new("SeeSupport:Hubs:ConnectionsPerSecondOfNetwork", "1000000"),
        new("SeeSupport:Hubs:ConnectionsAtOnceOfNetwork", "1000000"),
        new("SeeSupport:Codes:TriesPerNetwork", "1000000"),
        new("SeeSupport:Codes:BreakerMisses", "1000000"),
    ];

    private readonly Installation _installation;

    private Field(PostgreSqlServer database, Installation installation, SlowLine line) => (Database, _installation, Line) = (database, installation, line);

    /// <summary>The database's server.</summary>
    public PostgreSqlServer Database { get; }

    /// <summary>The way to the database that every process takes.</summary>
    public SlowLine Line { get; }

    /// <summary>The silos, the oldest first, each with the port that other silos use.</summary>
    public List<(ServerProcess Process, int Port)> Silos { get; } = [];

    /// <summary>The fronts, the oldest first.</summary>
    public List<(ServerProcess Process, Uri Address)> Fronts { get; } = [];

    /// <summary>Cookies of those who are signed in.</summary>
    public IReadOnlyList<string> Agents { get; private set; } = [];

    /// <summary>Starts everything; where the clocks are to differ, each silo's is a minute ahead of the one's before.</summary>
    public static async Task<Field> Prepare(int silos, int fronts, bool clocksDiffer)
    {
        if (clocksDiffer && !File.Exists(FakeTime))
            throw new InvalidOperationException("Clocks are changed by libfaketime. Install it first (on Debian: apt-get install faketime).");
        var database = await PostgreSqlServer.Make();
        var installation = await Installation.Make(database, Lifted);
        var line = new SlowLine(database.Port);
        foreach (var key in (string[])["SeeSupport:Grid:ConnectionString", "SeeSupport:Records:ConnectionString"])
            installation.Settings[key] = new NpgsqlConnectionStringBuilder(installation.Database) { Port = line.Port }.ToString();
        var field = new Field(database, installation, line);
        for (var i = 0; i < silos; i++)
            await field.StartSilo(clocksDiffer ? TimeSpan.FromMinutes(i) : TimeSpan.Zero);
        for (var i = 0; i < fronts; i++)
            await field.StartFront(FreePort.Next());
        field.Agents = await field.SignIn(count: 4);
        return field;
    }

    /// <summary>Starts another silo, whose clock may be ahead.</summary>
    public async Task StartSilo(TimeSpan ahead = default)
    {
        var port = FreePort.Next();
        List<KeyValuePair<string, string?>> settings = [new("SeeSupport:Grid:SiloPort", port.ToString(CultureInfo.InvariantCulture))];
        if (ahead > TimeSpan.Zero)
            settings.AddRange([new("LD_PRELOAD", FakeTime), new("FAKETIME", $"+{ahead.TotalSeconds:0}s"), new("FAKETIME_DONT_FAKE_MONOTONIC", "1")]);
        Silos.Add((await _installation.StartSilo(settings), port));
    }

    /// <summary>Starts another front.</summary>
    public async Task StartFront(int port) => Fronts.Add(await _installation.StartFront(port));

    /// <summary>Takes the processor from all of PostgreSQL's processes, or gives it back.</summary>
    public void Freeze(bool frozen)
    {
        foreach (var id in Database.Processes())
            Process.Start("kill", [frozen ? "-STOP" : "-CONT", id.ToString(CultureInfo.InvariantCulture)]).WaitForExit();
    }

    /// <summary>Drops everything between silos, or lets it through again. Fronts and the database are still reached.</summary>
    public void Cut(bool cut)
    {
        foreach (var (_, port) in Silos)
        {
            foreach (var side in (string[])["--dport", "--sport"])
            {
                using var rule = Process.Start("iptables", [cut ? "-I" : "-D", "INPUT", "-i", "lo", "-p", "tcp", side, port.ToString(CultureInfo.InvariantCulture), "-j", "DROP"]);
                rule.WaitForExit();
                if (rule.ExitCode != 0)
                    throw new InvalidOperationException("The network is cut by iptables, which takes root.");
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _installation.DisposeAsync();
        Line.Dispose();
        await Database.DisposeAsync();
    }

    private async Task<IReadOnlyList<string>> SignIn(int count)
    {
        const string Password = "Failure-2026-Password";
        var cookies = new List<string>();
        for (var number = 0; number < count; number++)
        {
            await _installation.CreateAccount($"agent-{number}", Password, "restricted-agent");
            cookies.Add((await SignedIn.As($"agent-{number}", Password, Fronts[number % Fronts.Count].Address)).Header);
        }

        return cookies;
    }
}
