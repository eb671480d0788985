using System.Globalization;
using SeeSupport.FarAway;
using SeeSupport.FarAway.PostgreSql;

namespace SeeSupport.Installations;

/// <summary>
/// The product on several machines, as far as processes are machines: a database, silos and fronts apart, as many as one wants. Fronts
/// are reached at ports of their own.
/// </summary>
public sealed class Installation : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("seesupport-cluster-").FullName;
    private readonly List<ServerProcess> _all = [];

    private Installation(string database, IEnumerable<KeyValuePair<string, string?>> settings)
    {
        Database = database;
        Settings = new Dictionary<string, string?>
        {
            ["SeeSupport:Grid:ConnectionString"] = database,
            ["SeeSupport:Grid:Address"] = "127.0.0.1",
            // The machine belongs to everybody's tests.
            ["SeeSupport:Grid:ShedAtCpu"] = "100",
            ["SeeSupport:Grid:MostConnections"] = "15",
            ["SeeSupport:Records:Provider"] = "PostgreSql",
            ["SeeSupport:Records:ConnectionString"] = database,
            ["SeeSupport:Records:MostConnections"] = "8",
            ["SeeSupport:Pictures:Folder"] = Path.Combine(_folder, "pictures"),
            ["SeeSupport:Pictures:UploadFolder"] = Path.Combine(_folder, "uploads"),
            ["SeeSupport:Recordings:Folder"] = Path.Combine(_folder, "recordings"),
            ["SeeSupport:PublicAddress"] = "http://localhost",
        };
        foreach (var (key, value) in settings)
            Settings[key] = value;
    }

    /// <summary>How the database is reached.</summary>
    public string Database { get; }

    /// <summary>What every process is started with.</summary>
    public Dictionary<string, string?> Settings { get; }

    /// <summary>Makes a database of its own on the server, with the tables.</summary>
    public static async Task<Installation> Make(PostgreSqlServer server, params IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var installation = new Installation(await server.NewDatabase(), settings);
        await installation.Schema();
        return installation;
    }

    /// <summary>Makes or upgrades the tables, and gives what the command printed.</summary>
    public async Task<string> Schema()
    {
        await using var command = ServerProcess.Launch("dotnet", [Programs.Silo, "schema"], "", Settings);
        return await command.Ends() == 0 ? string.Join('\n', command.Output) : throw new InvalidOperationException(command.Said);
    }

    /// <summary>Launches a silo without waiting for it.</summary>
    public ServerProcess LaunchSilo(params IEnumerable<KeyValuePair<string, string?>> more) => LaunchSilo([], more);

    /// <summary>Launches a silo by a command that goes before its own, without waiting for it.</summary>
    public ServerProcess LaunchSilo(string[] by, IEnumerable<KeyValuePair<string, string?>> more)
    {
        string[] command = [.. by, "dotnet", Programs.Silo, "--urls", "http://127.0.0.1:0"];
        return Add(ServerProcess.Launch(
            command[0], command[1..], "The silo is ready: ",
            [
                .. Settings,
                new("SeeSupport:Data", _folder),
                new("SeeSupport:Grid:SiloPort", Port(FreePort.Next())),
                new("SeeSupport:Grid:GatewayPort", Port(FreePort.Next())),
                .. more,
            ]));
    }

    /// <summary>Starts a silo and waits until it is ready.</summary>
    public async Task<ServerProcess> StartSilo(params IEnumerable<KeyValuePair<string, string?>> more)
    {
        var silo = LaunchSilo(more);
        await silo.IsReady();
        return silo;
    }

    /// <summary>Launches a front on a port without waiting for it. It leaves its grains to silos, unless told otherwise.</summary>
    public ServerProcess LaunchFront(int port, params IEnumerable<KeyValuePair<string, string?>> more) => Add(ServerProcess.Launch(
        "dotnet", [Programs.Front, "--urls", $"http://127.0.0.1:{port}", "--data", Path.Combine(_folder, $"front-{port}")], "SeeSupport is ready: ",
        [.. Settings, new("SeeSupport:Grid:Silo", "Apart"), .. more]));

    /// <summary>Starts a front on a free port, or the given one, and waits until it is ready.</summary>
    public async Task<(ServerProcess Process, Uri Address)> StartFront(int? port = null, params IEnumerable<KeyValuePair<string, string?>> more)
    {
        var chosen = port ?? FreePort.Next();
        var front = LaunchFront(chosen, more);
        await front.IsReady();
        return (front, new($"http://127.0.0.1:{chosen}/"));
    }

    /// <summary>Makes an account on the records.</summary>
    public async Task CreateAccount(string username, string password, string role)
    {
        await using var command = ServerProcess.Launch(
            "dotnet", [Programs.Front, "accounts", "create", "--data", _folder, "--username", username, "--role", role, "--password", password], "", Settings);
        if (await command.Ends() != 0)
            throw new InvalidOperationException(command.Said);
    }

    /// <summary>What every process said, for a test that fails.</summary>
    public string Said => string.Join('\n', _all.Select(process => process.Said));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var process in _all)
            await process.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Port(int port) => port.ToString(CultureInfo.InvariantCulture);

    private ServerProcess Add(ServerProcess process)
    {
        _all.Add(process);
        return process;
    }
}
