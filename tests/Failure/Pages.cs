using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using SeeSupport.Wire;

namespace SeeSupport.Failure;

/// <summary>What the two pages say to the server, on the wire.</summary>
internal static class Pages
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly object Hints = new
    {
        userAgent = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36",
        platform = "Android",
        platformVersion = "15",
        model = "Pixel 9",
        brands = new[] { new { brand = "Google Chrome", version = "141" } },
        maxTouchPoints = 5,
        installed = false,
    };

    /// <summary>A device's secret, as a phone makes it.</summary>
    public static string NewDeviceKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <summary>A phone arrives by a link's token; gives its ticket.</summary>
    public static async Task<string> Arrive(HttpClient http, Uri front, string link, string deviceKey)
    {
        using var answer = await http.PostAsJsonAsync(new Uri(front, "/api/connect/arrive"), new { link, deviceKey, hints = Hints }, HubClient.Json);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return answer.IsSuccessStatusCode
            ? body.GetProperty("ticket").GetString()!
            : throw new RefusedException("arrive", body.TryGetProperty("code", out var code) ? code.GetString()! : answer.StatusCode.ToString());
    }

    /// <summary>Calls a hub method and gives its value; throws <see cref="RefusedException"/> where it was refused.</summary>
    public static async Task<JsonElement> Ask(HubClient hub, string method, params object?[] arguments)
    {
        var answer = await hub.Invoke(method, arguments).WaitAsync(Patience);
        return answer.TryGetProperty("problem", out var problem) && problem.ValueKind == JsonValueKind.Object
            ? throw new RefusedException(method, problem.GetProperty("code").GetString()!)
            : answer.GetProperty("value");
    }
}

/// <summary>The product refused something.</summary>
internal sealed class RefusedException(string method, string code) : Exception($"{method}: {code}");
