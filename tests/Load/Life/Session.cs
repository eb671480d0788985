using SeeSupport.Load.Report;
using SeeSupport.Load.Target;

namespace SeeSupport.Load.Life;

/// <summary>A session's life as pages lead it, without the media.</summary>
internal sealed class Session(Fronts fronts, Tally tally) : IAsyncDisposable
{
    private const int OfferBytes = 7000;
    private const int AnswerBytes = 5000;
    private const int CandidateBytes = 250;
    private const int Candidates = 6;

    /// <summary>The agent's side.</summary>
    public Agent Agent { get; } = new(fronts, tally);

    /// <summary>The consumer's side.</summary>
    public Consumer Consumer { get; } = new(fronts, tally);

    /// <summary>From Start to the picture.</summary>
    public async Task Begin(bool invite)
    {
        await Agent.Start();
        if (invite)
            await Agent.Invite();
        await Consumer.Join(Agent.Link);
        await Consumer.Send("offer", OfferBytes);
        await Agent.Signals(1);
        await Agent.Send("answer", AnswerBytes);
        await Task.WhenAll(
            Repeat(Candidates, () => Consumer.Send("candidate", CandidateBytes)), Repeat(Candidates, () => Agent.Send("candidate", CandidateBytes)),
            Agent.Signals(Candidates), Consumer.Signals(1 + Candidates));
        await Agent.SeesPicture();
    }

    /// <summary>A talk, then the end.</summary>
    public async Task End()
    {
        await Agent.Say("Please turn the router round, so that I can read its label.");
        await Consumer.Say("Like this?");
        await Agent.Say("Yes. The third lamp is off: press the button beside it.");
        await Consumer.Say("It is green now. Thank you!");
        await Agent.Close();
    }

    /// <summary>A signal to one side or the other.</summary>
    public Task Signal(bool toAgent) => toAgent ? Consumer.Send("candidate", CandidateBytes) : Agent.Send("candidate", CandidateBytes);

    /// <summary>Both sides lose their connections at once and come back as pages do.</summary>
    public Task DropAndComeBack()
    {
        Agent.Cut();
        Consumer.Cut();
        return Task.WhenAll(ComingBack.Of("agent is back", Agent.ComeBack, tally), ComingBack.Of("consumer is back", Consumer.ComeBack, tally));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Consumer.DisposeAsync();
        await Agent.DisposeAsync();
    }

    private static async Task Repeat(int times, Func<Task> work)
    {
        for (; times > 0; times--)
            await work();
    }
}
