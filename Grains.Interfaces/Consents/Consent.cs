namespace SeeSupport.Consents;

/// <summary>What a consumer agrees to apart from the camera, each by itself.</summary>
[GenerateSerializer, Alias("SeeSupport.ConsentSubject")]
public enum ConsentSubject
{
    /// <summary>Talking: microphones and speakers of both sides.</summary>
    Audio,

    /// <summary>Recording of picture and, where it is on, sound.</summary>
    Recording,
}

/// <summary>Where a consent is.</summary>
[GenerateSerializer, Alias("SeeSupport.ConsentState")]
public enum ConsentState
{
    /// <summary>Nobody asks, nothing is done.</summary>
    Off,

    /// <summary>The agent has asked; the consumer has not answered yet.</summary>
    Asked,

    /// <summary>The consumer has agreed, and neither side has ended it since.</summary>
    On,
}
