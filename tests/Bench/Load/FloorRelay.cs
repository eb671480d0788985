using System.Reflection;
using SeeSupport.Bench.Floor;
using SeeSupport.Bench.Processes;
using SeeSupport.Wire;

namespace SeeSupport.Bench.Load;

/// <summary>The floor under load.</summary>
internal sealed class FloorRelay : ISessions
{
    private static readonly HttpClient s_http = new();
    private readonly Uri _hub;

    private FloorRelay(ServerProcess process)
    {
        Process = process;
        Address = new(process.ReadyText);
        _hub = new(Address, "/hub");
    }

    public ServerProcess Process { get; }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Starts it with the same runtime settings as the product, so that only the work differs.</summary>
    public static async Task<FloorRelay> Start()
    {
        var self = Assembly.GetExecutingAssembly().Location;
        return new(await ServerProcess.Start(
            "dotnet",
            ["exec", "--runtimeconfig", File.Exists(Product.Assembly) ? Path.ChangeExtension(Product.Assembly, ".runtimeconfig.json") : Path.ChangeExtension(self, ".runtimeconfig.json"), "--depsfile", Path.ChangeExtension(self, ".deps.json"), self, "floor"],
            FloorServer.Ready));
    }

    public async Task<Pair> Open(string signal)
    {
        SignalEnd? one = null, other = null;
        var agent = await HubClient.Connect(_hub, taken: message => Hub.Take(message, one?.Heard));
        var session = (await agent.Invoke(nameof(FloorHub.Start))).GetProperty("sessionId").GetString()!;
        var consumer = await HubClient.Connect(_hub, taken: message => Hub.Take(message, other?.Heard));
        await consumer.Invoke(nameof(FloorHub.Join), session);
        var repeated = Hub.Repeated(nameof(FloorHub.Signal), session, signal);
        one = new(() => agent.SendRaw(repeated));
        other = new(() => consumer.SendRaw(repeated));
        return new(one, other, () =>
        {
            agent.Cut();
            consumer.Cut();
        });
    }

    public async Task<IAgent> Agent()
    {
        var agent = new FloorAgent(_hub);
        await agent.Connect();
        return agent;
    }

    public ValueTask DisposeAsync() => Process.DisposeAsync();

    private sealed class FloorAgent(Uri hub) : IAgent
    {
        private readonly Arrivals _arrivals = new();
        private HubClient? _agent;

        public async Task Connect() => _agent = await HubClient.Connect(hub, called: _arrivals.Hear, taken: Hub.TakeUnread);

        public async Task WholeSession(string signal, int signals, int lines)
        {
            var session = (await _agent!.Invoke(nameof(FloorHub.Start))).GetProperty("sessionId").GetString()!;
            using (await s_http.PostAsync(new Uri(hub, $"/arrive?session={session}"), null))
            {
            }

            var arrivals = new Arrivals();
            await using var consumer = await HubClient.Connect(hub, called: arrivals.Hear, taken: Hub.TakeUnread);
            await consumer.Invoke(nameof(FloorHub.Join), session);
            await WholeSessions.Talk(
                signals, lines, _arrivals, arrivals,
                () => _agent.Invoke(nameof(FloorHub.Signal), session, signal),
                () => consumer.Invoke(nameof(FloorHub.Signal), session, signal),
                () => _agent.Invoke(nameof(FloorHub.Say), session, WholeSessions.Line),
                () => consumer.Invoke(nameof(FloorHub.Say), session, WholeSessions.Line));
            await _agent.Invoke(nameof(FloorHub.Close), session);
        }

        public ValueTask DisposeAsync() => _agent!.DisposeAsync();
    }
}
