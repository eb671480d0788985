using System.Globalization;
using SeeSupport.FarAway;
using SeeSupport.Installations;

namespace SeeSupport.Browser;

/// <summary>
/// What a front needs around it: two silos on PostgreSQL, a second front, and nginx, which sends agents to the first front and consumers
/// to the second.
/// </summary>
internal sealed class Surroundings(int port, IReadOnlyDictionary<string, string?> settings) : IAsyncDisposable
{
    private readonly int[] _siloPorts = [FreePort.Next(), FreePort.Next()];
    private readonly int[] _gatewayPorts = [FreePort.Next(), FreePort.Next()];
    private readonly int _secondPort = FreePort.Next();
    private readonly List<ServerProcess> _processes = [];
    private Installation? _installation;
    private ReverseProxy? _nginx;

    /// <summary>Where the front itself is to listen.</summary>
    public int FrontPort { get; } = FreePort.Next();

    /// <summary>What the front is started with.</summary>
    public IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>(_installation!.Settings) { ["SeeSupport:Grid:Silo"] = "Apart" };

    /// <summary>Before the front is started.</summary>
    public async Task Prepare()
    {
        _installation ??= await Installation.Make(
            Database.Server, [new("SeeSupport:PublicAddress", $"http://127.0.0.1:{port}"), new("SeeSupport:Proxies", "127.0.0.1"), .. settings]);
        for (var i = 0; i < 2; i++)
        {
            KeyValuePair<string, string?>[] ports = [new("SeeSupport:Grid:SiloPort", Text(_siloPorts[i])), new("SeeSupport:Grid:GatewayPort", Text(_gatewayPorts[i]))];
            _processes.Add(_installation.LaunchSilo(ports));
        }

        await Task.WhenAll(_processes.Select(silo => silo.IsReady()));
    }

    /// <summary>After the front is ready.</summary>
    public async Task Complete()
    {
        var (front, address) = await _installation!.StartFront(_secondPort);
        _processes.Add(front);
        _nginx ??= await ReverseProxy.Start(port, FrontPort, address.Port);
    }

    /// <summary>Ends everything at once that is part of the product.</summary>
    public async Task KillHard()
    {
        foreach (var process in _processes)
            await process.Kill();
        _processes.Clear();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_nginx is not null)
            await _nginx.DisposeAsync();
        if (_installation is not null)
        {
            TestContext.Current.TestOutputHelper?.WriteLine(_installation.Said);
            await _installation.DisposeAsync();
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
