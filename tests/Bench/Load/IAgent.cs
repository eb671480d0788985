namespace SeeSupport.Bench.Load;

/// <summary>An agent's one connection.</summary>
internal interface IAgent : IAsyncDisposable
{
    /// <summary>
    /// A whole session: start, arrive, connect, join, <paramref name="signals"/> signals, <paramref name="lines"/> lines of chat, close.
    /// Half of the signals and lines come from each side.
    /// </summary>
    Task WholeSession(string signal, int signals, int lines);
}
