namespace SeeSupport.Sessions;

/// <summary>Where a session is in its life.</summary>
[GenerateSerializer, Alias("SeeSupport.SessionStatus")]
public enum SessionStatus
{
    /// <summary>Started; nobody has come yet.</summary>
    Waiting,

    /// <summary>A device opened the link or entered the code.</summary>
    Arrived,

    /// <summary>The terms are accepted, the camera is being asked for or media is connecting.</summary>
    Joining,

    /// <summary>The agent sees the picture.</summary>
    Live,

    /// <summary>The consumer paused the camera.</summary>
    Paused,

    /// <summary>The agent put the session on hold.</summary>
    OnHold,

    /// <summary>The picture was there and is gone for the moment.</summary>
    Interrupted,

    /// <summary>Over, with an <see cref="EndReason"/>.</summary>
    Closed,
}
