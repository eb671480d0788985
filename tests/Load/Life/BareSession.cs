using SeeSupport.Bench.Floor;
using SeeSupport.Load.Report;

namespace SeeSupport.Load.Life;

/// <summary>The same of a bare hub, as far as it goes there: two connections, a dictionary, and signals between them.</summary>
internal sealed class BareSession(Uri address, Tally tally) : Session
{
    private readonly BareParty _agent = new(new(address, "/hub"), tally);
    private readonly BareParty _consumer = new(new(address, "/hub"), tally);

    /// <inheritdoc/>
    protected override Party Agent => _agent;

    /// <inheritdoc/>
    protected override Party Consumer => _consumer;

    /// <inheritdoc/>
    public override async Task Begin(bool invite)
    {
        var session = (await _agent.Come(nameof(FloorHub.Start))).GetProperty("sessionId").GetString()!;
        await _consumer.Come(nameof(FloorHub.Join), session);
        (_agent.SessionId, _consumer.SessionId) = (session, session);
        await Negotiate();
    }

    /// <inheritdoc/>
    public override Task End() => _agent.Close();

    /// <inheritdoc/>
    public override Task DropAndComeBack() => throw new NotSupportedException("A bare hub knows no coming back.");
}
