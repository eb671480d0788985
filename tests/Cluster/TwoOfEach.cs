using SeeSupport.FarAway;
using SeeSupport.Installations;
using SeeSupport.WebFront.Running;

namespace SeeSupport.Cluster;

/// <summary>Two silos and two fronts, and an agent signed in at the first front.</summary>
internal sealed class TwoOfEach : IAsyncDisposable
{
    private const string Password = "Passw0rd-of-ana";

    private readonly Installation _installation;

    private TwoOfEach(Installation installation) => _installation = installation;

    public Installation Installation => _installation;

    public ServerProcess[] Silos { get; private set; } = [];

    public ServerProcess[] Fronts { get; private set; } = [];

    public Uri[] Addresses { get; private set; } = [];

    public string Cookie { get; private set; } = "";

    public static async Task<TwoOfEach> Start(Database database, params IEnumerable<KeyValuePair<string, string?>> more)
    {
        // All phones come from one address.
        KeyValuePair<string, string?>[] settings = [new("SeeSupport:Codes:TriesPerNetwork", "1000"), new("SeeSupport:Hubs:CommandsAtOnce", "1000"), .. more];
        var installation = await Installation.Make(database.Server, settings);
        var all = new TwoOfEach(installation);
        try
        {
            await all.Begin();
            return all;
        }
        catch
        {
            await all.DisposeAsync();
            throw;
        }
    }

    /// <summary>The cookie of somebody else with a role, who signs in at the first front.</summary>
    public async Task<string> CookieOf(string role)
    {
        await _installation.CreateAccount(role, Password, role);
        return await SignIn.As(role, Password, Addresses[0]);
    }

    /// <summary>The agent's page at one of the fronts.</summary>
    public Task<Desk> Desk(int front = 0) => WebFront.Running.Desk.Connect(Addresses[front], Cookie);

    public async ValueTask DisposeAsync()
    {
        TestContext.Current.TestOutputHelper?.WriteLine(_installation.Said);
        await _installation.DisposeAsync();
    }

    private async Task Begin()
    {
        int[] ports = [FreePort.Next(), FreePort.Next()];
        Silos = [_installation.LaunchSilo(), _installation.LaunchSilo()];
        Fronts = [.. ports.Select(port => _installation.LaunchFront(port))];
        Addresses = [.. ports.Select(port => new Uri($"http://127.0.0.1:{port}/"))];
        await Task.WhenAll(Silos.Concat(Fronts).Select(process => process.IsReady()));
        await _installation.CreateAccount("ana", Password, "restricted-agent");
        Cookie = await SignIn.As("ana", Password, Addresses[0]);
    }
}
