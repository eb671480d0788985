namespace SeeSupport.Pictures;

/// <summary>Where a picture is.</summary>
[GenerateSerializer, Alias("SeeSupport.PictureState")]
public enum PictureState
{
    /// <summary>On its way.</summary>
    Receiving,

    /// <summary>Stored, without metadata: it can be shown.</summary>
    Ready,

    /// <summary>Stored, but shown to nobody until the consumer's browser has converted it; the problem says what to do.</summary>
    Private,

    /// <summary>It did not arrive or cannot be shown; the problem says why and what to do.</summary>
    Failed,
}
