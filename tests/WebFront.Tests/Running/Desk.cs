using System.Text.Json;
using SeeSupport.Wire;

namespace SeeSupport.WebFront.Running;

/// <summary>An agent's page.</summary>
internal sealed class Desk : Page
{
    /// <summary>Connects with a sign-in cookie.</summary>
    public static async Task<Desk> Connect(Uri address, string cookie)
    {
        var desk = new Desk();
        desk.Hub = await HubClient.Connect(new(address, "/hubs/agent"), headers: new Dictionary<string, string> { ["Cookie"] = cookie }, called: desk.Heard);
        return desk;
    }

    /// <summary>Starts a session.</summary>
    public async Task<(string Id, string Code, string Link)> Start()
    {
        var started = await Ask("Start", new { operationId = Guid.NewGuid() });
        return Read(started);
    }

    /// <summary>What a snapshot says of the ways into its session.</summary>
    public static (string Id, string Code, string Link) Read(JsonElement snapshot)
    {
        var view = snapshot.GetProperty("view");
        return (view.GetProperty("sessionId").GetString()!, view.GetProperty("code").GetString()!, snapshot.GetProperty("link").GetProperty("url").GetString()!);
    }
}
