using SeeSupport.Load.Report;
using SeeSupport.Load.Target;

namespace SeeSupport.Load.Life;

/// <summary>An agent's page with one session.</summary>
internal sealed class Agent(Fronts fronts, Tally tally) : Party(tally)
{
    private readonly string _cookie = fronts.NextAgent();

    /// <summary>The session's id.</summary>
    public string SessionId { get; private set; } = "";

    /// <summary>The fragment of the link into the session.</summary>
    public string Link { get; private set; } = "";

    /// <summary>Signs in and presses Start.</summary>
    public async Task Start()
    {
        await Tally.Step("agent connects", async () =>
        {
            await Connect(new(fronts.Next(), "/hubs/agent"), cookie: _cookie);
            return true;
        });
        var started = await Tally.Step("start", () => Ask("Start", new { operationId = Guid.NewGuid() }));
        SessionId = started.GetProperty("view").GetProperty("sessionId").GetString()!;
        var url = started.GetProperty("link").GetProperty("url").GetString()!;
        Link = url[(url.IndexOf('#') + 1)..];
    }

    /// <summary>Comes back through any front after its connection was lost.</summary>
    public async Task ComeBack()
    {
        await Connect(new(fronts.Next(), "/hubs/agent"), cookie: _cookie);
        await Ask("Attach", SessionId);
    }

    /// <summary>Sends an invite by e-mail.</summary>
    public Task Invite() => Tally.Step("invite", () => Ask(
        "Invite", SessionId, new { operationId = Guid.NewGuid(), channel = "email", to = $"{Guid.NewGuid():n}@example.com", content = "connect" }));

    /// <inheritdoc/>
    public override Task Send(string kind, int bytes) => Ask("Signal", SessionId, Signal(kind, bytes));

    /// <summary>Says that the picture is there.</summary>
    public Task SeesPicture() => Ask("ReportMedia", SessionId, new { state = "connected", route = "direct", firstFrameMs = 900 });

    /// <summary>Writes a line.</summary>
    public Task Say(string line) => Tally.Step("chat", () => Ask("Say", SessionId, Guid.NewGuid(), line));

    /// <summary>Closes the session.</summary>
    public Task Close() => Tally.Step("close", () => Ask("Close", SessionId, new { operationId = Guid.NewGuid(), outcome = "resolved" }));
}
