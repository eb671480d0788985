namespace SeeSupport.Sessions;

/// <summary>Why a session is closed.</summary>
[GenerateSerializer, Alias("SeeSupport.EndReason")]
public enum EndReason
{
    /// <summary>The agent closed it as resolved.</summary>
    Resolved,

    /// <summary>The agent closed it as unresolved.</summary>
    Unresolved,

    /// <summary>The agent closed it before anybody joined.</summary>
    Cancelled,

    /// <summary>The consumer ended it.</summary>
    ConsumerLeft,

    /// <summary>The consumer declined the terms and did not come back.</summary>
    TermsDeclined,

    /// <summary>The consumer refused the camera and did not come back.</summary>
    PermissionRefused,

    /// <summary>The consumer was gone for too long.</summary>
    ConsumerLost,

    /// <summary>The agent's console was gone for too long.</summary>
    AgentLost,

    /// <summary>Media never connected and no photo was sent.</summary>
    NoRoute,

    /// <summary>An administrator or supervisor closed it.</summary>
    Stopped,
}
