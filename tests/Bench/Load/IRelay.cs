using SeeSupport.Bench.Processes;

namespace SeeSupport.Bench.Load;

/// <summary>A server that hands signals from one end of a pair to the other.</summary>
internal interface IRelay : IAsyncDisposable
{
    /// <summary>Its process.</summary>
    ServerProcess Process { get; }

    /// <summary>Connects two parties; what they signal is <paramref name="signal"/>.</summary>
    Task<Pair> Open(string signal);
}
