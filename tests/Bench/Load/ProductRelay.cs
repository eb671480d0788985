using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Playwright;
using SeeSupport.Bench.Processes;
using SeeSupport.Wire;

namespace SeeSupport.Bench.Load;

/// <summary>The product under load, by the ways its own pages take.</summary>
internal sealed class ProductRelay : ISessions
{
    private static readonly object s_hints = new
    {
        userAgent = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36",
        platform = "Android",
        platformVersion = "15",
        model = "Pixel 9",
        brands = new[] { new { brand = "Google Chrome", version = "141" } },
        maxTouchPoints = 5,
        installed = false,
    };

    private readonly TemporaryFolder _data;
    private readonly Uri _address;
    private readonly IReadOnlyList<SignedIn> _agents;
    private int _lastAgent;
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });

    private ProductRelay(ServerProcess process, TemporaryFolder data, IReadOnlyList<SignedIn> agents)
    {
        Process = process;
        _data = data;
        _agents = agents;
        _address = new(process.ReadyText);
    }

    public ServerProcess Process { get; }

    /// <summary>Starts it on an empty folder and signs in so many agents, who take turns in what follows.</summary>
    public static async Task<ProductRelay> Start(int agents = 1)
    {
        const string Password = "Bench-2026-Password";
        var data = new TemporaryFolder();
        var process = await Product.Start(data);
        var signedIn = new SignedIn[agents];
        await Parallel.ForAsync(0, agents, async (number, _) =>
        {
            await Product.CreateAgent(data, $"agent-{number}", Password);
            signedIn[number] = await SignedIn.As($"agent-{number}", Password, new(process.ReadyText));
        });
        return new(process, data, signedIn);
    }

    public async Task<Pair> Open(string signal)
    {
        SignalEnd? one = null, other = null;
        var agent = await ConnectAgent(taken: message => Hub.Take(message, one?.Heard));
        var session = await Begin(agent);
        var consumer = await Come(session, taken: message => Hub.Take(message, other?.Heard));
        await Ask(agent, "ReportMedia", session.Id, new { state = "connected", route = "direct" });
        var (toConsumer, toAgent) = (Hub.Repeated("Signal", session.Id, signal), Hub.Repeated("Signal", signal));
        one = new(() => agent.SendRaw(toConsumer));
        other = new(() => consumer.SendRaw(toAgent));
        return new(one, other, () =>
        {
            agent.Cut();
            consumer.Cut();
        });
    }

    public async Task<IAgent> Agent()
    {
        var arrivals = new Arrivals();
        return new ProductAgent(this, await ConnectAgent(called: arrivals.Hear, taken: Hub.TakeUnread), arrivals);
    }

    /// <summary>Begins a session in an agent's browser and gives the link into it.</summary>
    public async Task<string> StartOn(IPage page)
    {
        await page.Context.AddCookiesAsync(NextAgent().Cookies.Select(cookie => new Microsoft.Playwright.Cookie
        {
            Name = cookie.Name,
            Value = cookie.Value,
            Domain = cookie.Domain,
            Path = cookie.Path,
            HttpOnly = cookie.HttpOnly,
        }));
        var link = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) =>
        {
            // The page shows it as a picture; the same words came over its connection.
            foreach (var record in (frame.Text ?? "").Split((char)HubClient.RecordSeparator).Where(each => each.Contains("\"link\":{", StringComparison.Ordinal)))
                link.TrySetResult(JsonDocument.Parse(record).RootElement.GetProperty("result").GetProperty("value").GetProperty("link").GetProperty("url").GetString()!);
        };
        await page.GotoAsync(_address.ToString());
        await page.GetByRole(AriaRole.Button, new() { Name = "Start", Exact = true }).ClickAsync();
        return await link.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        _http.Dispose();
        _data.Dispose();
    }

    private Task<HubClient> ConnectAgent(Action<HubCall>? called = null, Func<ReadOnlySpan<byte>, bool>? taken = null) => HubClient.Connect(
        new(_address, "/hubs/agent"), headers: new Dictionary<string, string> { ["Cookie"] = NextAgent().Header }, called: called, taken: taken);

    private SignedIn NextAgent() => _agents[Interlocked.Increment(ref _lastAgent) % _agents.Count];

    private static async Task<(string Id, string Link)> Begin(HubClient agent)
    {
        var started = await Ask(agent, "Start", new { operationId = Guid.NewGuid() });
        var url = started.GetProperty("link").GetProperty("url").GetString()!;
        return (started.GetProperty("view").GetProperty("sessionId").GetString()!, url[(url.IndexOf('#') + 1)..]);
    }

    /// <summary>A consumer's way in: arrive by the link, connect with the ticket, join.</summary>
    private async Task<HubClient> Come(
        (string Id, string Link) session, Action<HubCall>? called = null, Func<ReadOnlySpan<byte>, bool>? taken = null)
    {
        var deviceKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        using var arrived = await _http.PostAsJsonAsync(
            new Uri(_address, "/api/connect/arrive"), new { link = session.Link, deviceKey, hints = s_hints }, HubClient.Json);
        var answer = await arrived.Content.ReadFromJsonAsync<JsonElement>();
        if (!arrived.IsSuccessStatusCode)
            throw new InvalidOperationException($"arrive: {answer}");
        var consumer = await HubClient.Connect(
            new(_address, "/hubs/consumer"), answer.GetProperty("ticket").GetString(), called: called, taken: taken);
        await Ask(consumer, "Join", deviceKey, Guid.NewGuid());
        return consumer;
    }

    private static async Task<JsonElement> Ask(HubClient hub, string method, params object?[] arguments)
    {
        var answer = await hub.Invoke(method, arguments);
        return answer.TryGetProperty("problem", out var problem) && problem.ValueKind == JsonValueKind.Object
            ? throw new InvalidOperationException($"{method}: {problem}")
            : answer.GetProperty("value");
    }

    private sealed class ProductAgent(ProductRelay product, HubClient agent, Arrivals arrivals) : IAgent
    {
        public async Task WholeSession(string signal, int signals, int lines)
        {
            var session = await Begin(agent);
            var consumerArrivals = new Arrivals();
            await using var consumer = await product.Come(session, called: consumerArrivals.Hear, taken: Hub.TakeUnread);
            await WholeSessions.Talk(
                signals, lines, arrivals, consumerArrivals,
                () => Ask(agent, "Signal", session.Id, signal),
                () => Ask(consumer, "Signal", signal),
                () => Ask(agent, "Say", session.Id, Guid.NewGuid(), WholeSessions.Line),
                () => Ask(consumer, "Say", Guid.NewGuid(), WholeSessions.Line));
            await Ask(agent, "Close", session.Id, new { operationId = Guid.NewGuid(), outcome = "resolved" });
        }

        public ValueTask DisposeAsync() => agent.DisposeAsync();
    }
}
