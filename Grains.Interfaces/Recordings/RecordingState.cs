namespace SeeSupport.Recordings;

/// <summary>Where a recording is.</summary>
[GenerateSerializer, Alias("SeeSupport.RecordingState")]
public enum RecordingState
{
    /// <summary>The agent's browser records, or has still to send the rest.</summary>
    Recording,

    /// <summary>It is whole: it can be played and downloaded.</summary>
    Ready,
}
