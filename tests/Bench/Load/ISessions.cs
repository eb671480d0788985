namespace SeeSupport.Bench.Load;

/// <summary>A relay whose pairs are sessions of an agent and a consumer.</summary>
internal interface ISessions : IRelay
{
    /// <summary>An agent's connection, over which sessions are begun.</summary>
    Task<IAgent> Agent();
}
