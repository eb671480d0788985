namespace SeeSupport.Bench.Load;

/// <summary>Two connected parties of one session.</summary>
/// <param name="One">An end, the agent's where there is one.</param>
/// <param name="Other">The end across.</param>
/// <param name="Cut">Ends both connections without a goodbye.</param>
internal sealed record Pair(SignalEnd One, SignalEnd Other, Action Cut) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Cut();
}
