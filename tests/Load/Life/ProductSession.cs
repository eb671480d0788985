using SeeSupport.Load.Report;
using SeeSupport.Load.Target;

namespace SeeSupport.Load.Life;

/// <summary>A session of the product.</summary>
internal sealed class ProductSession(Fronts fronts, Tally tally) : Session
{
    private const int WishBytes = 100;

    private readonly Agent _agent = new(fronts, tally);
    private readonly Consumer _consumer = new(fronts, tally);

    /// <inheritdoc/>
    protected override Party Agent => _agent;

    /// <inheritdoc/>
    protected override Party Consumer => _consumer;

    /// <inheritdoc/>
    public override async Task Begin(bool invite)
    {
        await _agent.Start();
        if (invite)
            await _agent.Invite();
        await _consumer.Join(_agent.Link);
        await Negotiate();
        await _agent.SeesPicture();
    }

    /// <inheritdoc/>
    public override async Task End()
    {
        await _agent.Say("Please turn the router round, so that I can read its label.");
        await _consumer.Say("Like this?");
        await _agent.Say("Yes. The third lamp is off: press the button beside it.");
        await _consumer.Say("It is green now. Thank you!");
        await _agent.Send("snapshot-wanted", WishBytes);
        await _consumer.Signals(1);
        await _consumer.SendStill();
        await _agent.Close();
    }

    /// <inheritdoc/>
    public override Task DropAndComeBack()
    {
        Cut();
        return Task.WhenAll(ComingBack.Of("agent is back", _agent.ComeBack, tally), ComingBack.Of("consumer is back", _consumer.ComeBack, tally));
    }
}
