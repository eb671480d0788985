using System.Globalization;
using System.Text.Json;
using SeeSupport.FarAway.Twilio;
using SeeSupport.Wire;

namespace SeeSupport.WebFront.Running;

/// <summary>A product with a Twilio of its own, for all tests of text messages that need no settings of their own. Numbers keep them apart.</summary>
public sealed class TextedProduct : IAsyncLifetime
{
    private static int _numbers;

    internal TwilioServer Twilio { get; private set; } = null!;

    internal Product Product { get; private set; } = null!;

    /// <summary>What is set as webhook in Twilio.</summary>
    internal Uri Webhook => new(Product.Address, "/api/twilio/message");

    /// <summary>A number that nobody else uses.</summary>
    internal static string NewNumber() => string.Create(CultureInfo.InvariantCulture, $"+120255{Interlocked.Increment(ref _numbers) + 60000:00000}");

    public async ValueTask InitializeAsync()
    {
        Twilio = await TwilioServer.Start();
        Product = await Product.Start(
        [
            .. Twilio.Settings.Select(each => (each.Key, each.Value!)),
            ("SeeSupport:Hubs:CommandsAtOnce", "1000"),
            ("SeeSupport:Invites:AgentPerHour", "1000"),
            ("SeeSupport:Invites:PrefixPerHour", "1000"),
            ("SeeSupport:Invites:AgentPerDay", "1000"),
            ("SeeSupport:Invites:PrefixPerDay", "1000"),
            ("SeeSupport:Texts:RetryDelay", "00:00:00.050"),
        ]);
    }

    public async ValueTask DisposeAsync()
    {
        await Product.DisposeAsync();
        await Twilio.DisposeAsync();
    }

    /// <summary>A new session that has invited a number.</summary>
    internal static async Task<string> Inviting(Desk desk, string number)
    {
        var (id, _, _) = await desk.Start();
        await desk.Ask("Invite", id, new { operationId = Guid.NewGuid(), channel = "phone", to = number, content = "connect" });
        return id;
    }

    /// <summary>Waits until a line of a session's log is as looked for.</summary>
    internal static async Task<JsonElement> Line(Desk desk, string sessionId, Func<JsonElement, bool> line)
    {
        var calls = await desk.Hear("Updated", when: call => Lines(call, sessionId).Any(line));
        return Lines(calls[0], sessionId).First(line);
    }

    /// <summary>Waits until a session's pictures are as looked for, and gives them.</summary>
    internal static async Task<JsonElement[]> SeePictures(Desk desk, string sessionId, Func<JsonElement[], bool> pictures)
    {
        var view = await desk.See(view => view.GetProperty("sessionId").GetString() == sessionId && pictures(Pictures(view)));
        return Pictures(view);
    }

    internal static string? State(JsonElement picture) => picture.GetProperty("state").GetString();

    internal static string? Problem(JsonElement picture) =>
        picture.TryGetProperty("problem", out var problem) ? problem.GetProperty("code").GetString() : null;

    internal static string? Kind(JsonElement line) => line.GetProperty("kind").GetString();

    internal static string? Data(JsonElement line, string name) =>
        line.GetProperty("data").TryGetProperty(name, out var value) ? value.GetString() : null;

    private static JsonElement[] Pictures(JsonElement view) => [.. view.GetProperty("pictures").EnumerateArray()];

    private static IEnumerable<JsonElement> Lines(HubCall call, string sessionId) =>
        call.Arguments[0].GetProperty("view").GetProperty("sessionId").GetString() == sessionId
            ? call.Arguments[0].GetProperty("events").EnumerateArray()
            : [];
}
