namespace SeeSupport.Load.Life;

/// <summary>A session's life as pages lead it, without the media.</summary>
internal abstract class Session : IAsyncDisposable
{
    private const int OfferBytes = 7000;
    private const int AnswerBytes = 5000;
    private const int CandidateBytes = 250;
    private const int Candidates = 6;

    /// <summary>The agent's side.</summary>
    protected abstract Party Agent { get; }

    /// <summary>The consumer's side.</summary>
    protected abstract Party Consumer { get; }

    /// <summary>Whether a side has lost its connection.</summary>
    public bool HasEnded => Agent.Ended.IsCompleted || Consumer.Ended.IsCompleted;

    /// <summary>From Start to the picture.</summary>
    public abstract Task Begin(bool invite);

    /// <summary>A talk, then the end.</summary>
    public abstract Task End();

    /// <summary>Both sides lose their connections at once and come back as pages do.</summary>
    public abstract Task DropAndComeBack();

    /// <summary>A signal to one side or the other.</summary>
    public Task Signal(bool toAgent) => (toAgent ? Consumer : Agent).Send("candidate", CandidateBytes);

    /// <summary>Cuts both connections without a goodbye.</summary>
    public void Cut()
    {
        Agent.Cut();
        Consumer.Cut();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Consumer.DisposeAsync();
        await Agent.DisposeAsync();
    }

    /// <summary>The phone offers, the console answers, both find ways to each other.</summary>
    protected async Task Negotiate()
    {
        await Consumer.Send("offer", OfferBytes);
        await Agent.Signals(1);
        await Agent.Send("answer", AnswerBytes);
        await Task.WhenAll(
            Repeat(Candidates, () => Consumer.Send("candidate", CandidateBytes)), Repeat(Candidates, () => Agent.Send("candidate", CandidateBytes)),
            Agent.Signals(Candidates), Consumer.Signals(1 + Candidates));
    }

    private static async Task Repeat(int times, Func<Task> work)
    {
        for (; times > 0; times--)
            await work();
    }
}
