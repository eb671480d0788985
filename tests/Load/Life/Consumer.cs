using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using SeeSupport.Load.Report;
using SeeSupport.Load.Target;
using SeeSupport.Wire;

namespace SeeSupport.Load.Life;

/// <summary>A consumer's phone.</summary>
internal sealed class Consumer(Fronts fronts, Tally tally) : Party(tally)
{
    private static readonly HttpClient s_http = new(new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = 64 }) { Timeout = TimeSpan.FromSeconds(30) };

    private static readonly object s_hints = new
    {
        userAgent = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.2 Mobile/15E148 Safari/604.1",
        brands = Array.Empty<object>(),
        maxTouchPoints = 5,
        installed = false,
    };

    private readonly string _key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
    private string _ticket = "";

    /// <summary>Opens the link, accepts the terms, taps Connect.</summary>
    public async Task Join(string link)
    {
        _ticket = await Tally.Step("arrive", async () =>
        {
            using var arrived = await s_http.PostAsJsonAsync(
                new Uri(fronts.Next(), "/api/connect/arrive"), new { link, deviceKey = _key, hints = s_hints }, HubClient.Json);
            if (!arrived.IsSuccessStatusCode)
                throw new RefusedException($"HTTP {(int)arrived.StatusCode}");
            return (await arrived.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("ticket").GetString()!;
        });
        await Tally.Step("consumer connects", async () =>
        {
            await Connect(new(fronts.Next(), "/hubs/consumer"), _ticket);
            return true;
        });
        await Tally.Step("join", () => Ask("Join", _key, Guid.NewGuid()));
    }

    /// <summary>Takes a still and sends it.</summary>
    public Task SendStill() => Tally.Step("snapshot", async () =>
    {
        await Still.Send(s_http, fronts.Next, _ticket);
        return true;
    });

    /// <summary>Comes back through any front after its connection was lost.</summary>
    public async Task ComeBack()
    {
        await Connect(new(fronts.Next(), "/hubs/consumer"), _ticket);
        await Ask("Attach", _key);
    }

    /// <inheritdoc/>
    public override Task Send(string kind, int bytes) => Ask("Signal", Signal(kind, bytes));

    /// <summary>Writes a line.</summary>
    public Task Say(string line) => Tally.Step("chat", () => Ask("Say", Guid.NewGuid(), line));
}
