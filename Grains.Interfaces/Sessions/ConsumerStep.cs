namespace SeeSupport.Sessions;

/// <summary>How far the consumer has come, as the agent reads it. Later members are later steps, but a step can be taken back.</summary>
[GenerateSerializer, Alias("SeeSupport.ConsumerStep")]
public enum ConsumerStep
{
    /// <summary>Nothing is known of a consumer.</summary>
    None,

    /// <summary>The link was opened.</summary>
    LinkOpened,

    /// <summary>The code was entered.</summary>
    CodeEntered,

    /// <summary>The terms were declined.</summary>
    TermsDeclined,

    /// <summary>The terms were accepted and Connect was tapped.</summary>
    TermsAccepted,

    /// <summary>The phone asks for the camera.</summary>
    WaitingForCamera,

    /// <summary>The camera was refused or cannot be used; the view's trouble says why.</summary>
    CameraRefused,

    /// <summary>The camera is there; media connects.</summary>
    Connecting,

    /// <summary>Media could not connect; the view's trouble says why.</summary>
    NoRoute,

    /// <summary>The agent sees the picture.</summary>
    Live,
}
