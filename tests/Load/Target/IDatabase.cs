namespace SeeSupport.Load.Target;

/// <summary>A database's server that tells how much it has to do.</summary>
internal interface IDatabase
{
    /// <summary>Begins to look, once a second.</summary>
    IDatabaseWatch Watch();
}

/// <summary>A look at a database over a while.</summary>
internal interface IDatabaseWatch : IAsyncDisposable
{
    /// <summary>Ends it: transactions each second, those of the busiest second, and the most connections that were at work at once.</summary>
    Task<(double PerSecond, double Most, int MostActive)> End();
}
