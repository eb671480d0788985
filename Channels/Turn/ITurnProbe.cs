namespace SeeSupport.Channels.Turn;

/// <summary>Whether our relays can be used right now, tried out once a minute on every transport.</summary>
public interface ITurnProbe
{
    /// <summary>The last result for each of <see cref="TurnOptions.Urls"/>, in their order. Empty before the first round, and where there are none.</summary>
    IReadOnlyList<TurnProbeResult> Latest { get; }
}
