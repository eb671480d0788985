namespace SeeSupport.Pictures;

/// <summary>Where a picture comes from.</summary>
[GenerateSerializer, Alias("SeeSupport.PictureSource")]
public enum PictureSource
{
    /// <summary>A still that the phone's camera took during the session.</summary>
    Snapshot,

    /// <summary>A frozen frame, or a copy of a picture with marks, that the agent kept.</summary>
    Frozen,

    /// <summary>A photo that the consumer took or chose on the page.</summary>
    Photo,

    /// <summary>A picture message.</summary>
    Text,
}
