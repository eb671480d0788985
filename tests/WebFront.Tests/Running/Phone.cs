using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using SeeSupport.Wire;

namespace SeeSupport.WebFront.Running;

/// <summary>A consumer's phone.</summary>
internal sealed class Phone : Page
{
    private Phone(string key, string ticket) => (Key, Ticket) = (key, ticket);

    /// <summary>The device's own secret.</summary>
    public string Key { get; }

    /// <summary>What it may connect with.</summary>
    public string Ticket { get; }

    /// <summary>What a browser tells of itself.</summary>
    public static object Hints => new
    {
        userAgent = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36",
        platform = "Android",
        platformVersion = "15.0.0",
        model = "Pixel 9",
        brands = new[] { new { brand = "Google Chrome", version = "141.0.7390.76" } },
        maxTouchPoints = 5,
        installed = false,
    };

    /// <summary>A new device's secret.</summary>
    public static string NewKey() => RandomNumberGenerator.GetHexString(32);

    /// <summary>The request of a device that comes by code or by link.</summary>
    public static object Request(string? code = null, string? link = null, string? key = null) =>
        new { code, link, deviceKey = key ?? NewKey(), hints = Hints };

    /// <summary>Arrives by code or by a link's fragment, and connects.</summary>
    public static async Task<Phone> Come(Uri address, string? code = null, string? link = null, string? key = null)
    {
        key ??= NewKey();
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var answer = await http.PostAsJsonAsync(new Uri(address, "/api/connect/arrive"), Request(code, link, key));
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{answer.StatusCode}: {body}");
        var phone = new Phone(key, body.GetProperty("ticket").GetString()!);
        await phone.Connect(address);
        return phone;
    }

    /// <summary>Connects (again) with the ticket it has.</summary>
    public async Task Connect(Uri address) => Hub = await HubClient.Connect(new(address, "/hubs/consumer"), Ticket, called: Heard);

    /// <summary>Taps Connect.</summary>
    public Task<JsonElement> Join() => Ask("Join", Key, Guid.NewGuid());
}
