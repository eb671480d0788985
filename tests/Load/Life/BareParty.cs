using System.Text.Json;
using SeeSupport.Bench.Floor;
using SeeSupport.Load.Report;

namespace SeeSupport.Load.Life;

/// <summary>One side of a session of a bare hub.</summary>
internal sealed class BareParty(Uri hub, Tally tally) : Party(tally)
{
    /// <summary>The session's id.</summary>
    public string SessionId { get; set; } = "";

    /// <summary>Connects and calls the method that begins it here.</summary>
    public async Task<JsonElement> Come(string method, params object?[] arguments)
    {
        await Tally.Step("connects", async () =>
        {
            await Connect(hub);
            return true;
        });
        return await Tally.Step(method, () => Invoke(method, arguments));
    }

    /// <inheritdoc/>
    public override Task Send(string kind, int bytes) => Invoke(nameof(FloorHub.Signal), SessionId, Signal(kind, bytes));

    /// <summary>Closes the session.</summary>
    public Task Close() => Tally.Step("close", () => Invoke(nameof(FloorHub.Close), SessionId));
}
