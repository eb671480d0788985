using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Net;
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
    private readonly Networks? _networks;
    private ReverseProxy? _proxy;

    private Field(PostgreSqlServer database, Installation installation, SlowLine line, Networks? networks, Uri site) =>
        (Database, _installation, Line, _networks, Site) = (database, installation, line, networks, site);

    /// <summary>Where browsers come to: a reverse proxy before all fronts.</summary>
    public Uri Site { get; }

    /// <summary>The database's server.</summary>
    public PostgreSqlServer Database { get; }

    /// <summary>The way to the database that every process takes.</summary>
    public SlowLine Line { get; }

    /// <summary>The silos, the oldest first, and how far the clock of each is ahead.</summary>
    public List<(ServerProcess Process, TimeSpan Ahead)> Silos { get; } = [];

    /// <summary>The fronts, the oldest first.</summary>
    public ImmutableArray<(ServerProcess Process, Uri Address)> Fronts { get; private set; } = [];

    /// <summary>Agents who have signed in and write.</summary>
    public IReadOnlyList<SignedIn> Agents { get; private set; } = [];

    /// <summary>An agent with one session only, whose picture is watched: a console that draws the thousands of lines of others stands still for that.</summary>
    public SignedIn Watcher { get; private set; } = null!;

    /// <summary>Starts everything as a recipe needs it: each silo's clock a minute ahead of the one's before, or each silo in a network of its own.</summary>
    public static async Task<Field> Prepare(int silos, int fronts, Recipe recipe)
    {
        if (recipe.ClocksDiffer && !File.Exists(FakeTime))
            throw new InvalidOperationException("Clocks are changed by libfaketime. Install it first (on Debian: apt-get install faketime).");
        var database = await PostgreSqlServer.Make();
        var site = new Uri($"http://127.0.0.1:{FreePort.Next()}/");
        var installation = await Installation.Make(database, [new("SeeSupport:PublicAddress", site.ToString().TrimEnd('/')), new("SeeSupport:Proxies", "127.0.0.1"), .. Lifted]);
        var networks = recipe.NeedsNetworks ? Networks.Make() : null;
        var here = networks is null ? IPAddress.Loopback : Networks.Here;
        var line = new SlowLine(here, database.Port);
        foreach (var key in (string[])["SeeSupport:Grid:ConnectionString", "SeeSupport:Records:ConnectionString"])
            installation.Settings[key] = new NpgsqlConnectionStringBuilder(installation.Database) { Host = here.ToString(), Port = line.Port }.ToString();
        var field = new Field(database, installation, line, networks, site);
        for (var i = 0; i < silos; i++)
            await field.StartSilo(recipe.ClocksDiffer ? TimeSpan.FromMinutes(i) : TimeSpan.Zero);
        for (var i = 0; i < fronts; i++)
            await field.StartFront(FreePort.Next());
        field._proxy = await ReverseProxy.Start(site.Port, field.Fronts[0].Address.Port, field.Fronts[^1].Address.Port);
        var agents = await field.SignIn(count: 5);
        (field.Agents, field.Watcher) = (agents[..^1], agents[^1]);
        return field;
    }

    /// <summary>Starts another silo, whose clock may be ahead.</summary>
    public async Task StartSilo(TimeSpan ahead = default)
    {
        List<KeyValuePair<string, string?>> settings = [];
        // Timed waits go by the monotonic clock, which stays as it is; corrected, they would end at once.
        if (ahead > TimeSpan.Zero)
            settings.AddRange([new("LD_PRELOAD", FakeTime), new("FAKETIME", $"+{ahead.TotalSeconds:0}s"), new("FAKETIME_DONT_FAKE_MONOTONIC", "1"), new("FAKETIME_FORCE_MONOTONIC_FIX", "0")]);
        string[] by = [];
        if (_networks is not null)
        {
            (var address, by) = _networks.Add();
            settings.Add(new("SeeSupport:Grid:Address", address.ToString()));
        }

        var silo = _installation.LaunchSilo(by, settings);
        await silo.IsReady();
        Silos.Add((silo, ahead));
    }

    /// <summary>Starts another front.</summary>
    public async Task StartFront(int port) => Fronts = Fronts.Add(await _installation.StartFront(port));

    /// <summary>Nobody is sent to the oldest front any more.</summary>
    public void ForgetFront() => Fronts = Fronts.RemoveAt(0);

    /// <summary>Takes the processor from all of PostgreSQL's processes, or gives it back.</summary>
    public void Freeze(bool frozen)
    {
        foreach (var id in Database.Processes())
            Process.Start("kill", [frozen ? "-STOP" : "-CONT", id.ToString(CultureInfo.InvariantCulture)]).WaitForExit();
    }

    /// <summary>Lets everything between silos vanish, or lets it through again. Fronts and the database are still reached.</summary>
    public void Cut(bool cut) => _networks!.Cut(cut);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await (_proxy?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _installation.DisposeAsync();
        Line.Dispose();
        _networks?.Dispose();
        await Database.DisposeAsync();
    }

    private async Task<SignedIn[]> SignIn(int count)
    {
        const string Password = "Failure-2026-Password";
        var agents = new List<SignedIn>();
        for (var number = 0; number < count; number++)
        {
            await _installation.CreateAccount($"agent-{number}", Password, "restricted-agent");
            agents.Add(await SignedIn.As($"agent-{number}", Password, Fronts[number % Fronts.Length].Address));
        }

        return [.. agents];
    }
}
