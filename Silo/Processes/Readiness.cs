namespace SeeSupport.Processes;

/// <summary>Whether this process takes new work.</summary>
internal enum ReadinessState
{
    /// <summary>Not listening yet, or not everything is up.</summary>
    Starting,

    /// <summary>Everything is up.</summary>
    Ready,

    /// <summary>About to stop.</summary>
    Draining,
}

/// <summary>Where the process is in its own life.</summary>
internal sealed class Readiness
{
    private volatile ReadinessState _state;

    /// <summary>Where it is.</summary>
    public ReadinessState State => _state;

    /// <summary>It has come further.</summary>
    public void Set(ReadinessState state) => _state = state;
}
