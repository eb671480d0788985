namespace SeeSupport.Sessions;

/// <summary>Whether the agent sees the consumer's camera.</summary>
[GenerateSerializer, Alias("SeeSupport.Picture")]
internal enum Picture
{
    /// <summary>Not since this device joined.</summary>
    None,

    /// <summary>Now.</summary>
    Live,

    /// <summary>It did, and does not at the moment.</summary>
    Interrupted,
}
