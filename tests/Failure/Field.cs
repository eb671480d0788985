using System.Globalization;
using SeeSupport.FarAway;
using SeeSupport.FarAway.PostgreSql;
using SeeSupport.Installations;
using SeeSupport.Bench.Load;

namespace SeeSupport.Failure;

/// <summary>Silos and fronts on PostgreSQL, to be hurt.</summary>
internal sealed class Field : IAsyncDisposable
{
    /// <summary>Without these, one machine's load would be taken for an attack: all of it comes from one address.</summary>
    private static readonly KeyValuePair<string, string?>[] Lifted =
    [
        new("SeeSupport:Hubs:ConnectionsPerSecondOfNetwork", "1000000"),
        new("SeeSupport:Hubs:ConnectionsAtOnceOfNetwork", "1000000"),
        new("SeeSupport:Codes:TriesPerNetwork", "1000000"),
        new("SeeSupport:Codes:BreakerMisses", "1000000"),
    ];

    private readonly Installation _installation;

    private Field(PostgreSqlServer database, Installation installation) => (Database, _installation) = (database, installation);

    public PostgreSqlServer Database { get; }

    public List<ServerProcess> Silos { get; } = [];

    public List<(ServerProcess Process, Uri Address)> Fronts { get; } = [];

    public IReadOnlyList<string> Agents { get; private set; } = [];

    public static async Task<Field> Prepare(int silos, int fronts)
    {
        var database = await PostgreSqlServer.Make();
        var field = new Field(database, await Installation.Make(database, Lifted));
        for (var i = 0; i < silos; i++)
            await field.StartSilo();
        for (var i = 0; i < fronts; i++)
            await field.StartFront(FreePort.Next());
        field.Agents = await field.SignIn(count: 4);
        return field;
    }

    public async Task StartSilo() => Silos.Add(await _installation.StartSilo());

    public async Task StartFront(int port) => Fronts.Add(await _installation.StartFront(port));

    /// <summary>Ends PostgreSQL's processes' turn, all of them, or gives it back.</summary>
    public void Freeze(bool frozen)
    {
        var signal = frozen ? "-STOP" : "-CONT";
        foreach (var id in Database.Processes())
            System.Diagnostics.Process.Start("kill", [signal, id.ToString(CultureInfo.InvariantCulture)]).WaitForExit();
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

    public async ValueTask DisposeAsync()
    {
        await _installation.DisposeAsync();
        await Database.DisposeAsync();
    }
}
