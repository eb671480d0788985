namespace SeeSupport.Browser;

/// <summary>How the way between a page and its hub misbehaves.</summary>
public enum Fault
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>The connection opens, and the server's first answer never comes.</summary>
    NoFirstAnswer,

    /// <summary>The server's signs of life do not come through any more; all else does.</summary>
    NoPong,

    /// <summary>The connection is closed when the page joins, before the server hears of it.</summary>
    CloseBeforeJoin,

    /// <summary>The connection is closed at the page's next message.</summary>
    CloseWhenLive,

    /// <summary>Nothing comes through any more either way, and nobody says so.</summary>
    DropWhenLive,

    /// <summary>Every message takes a second.</summary>
    Slow,

    /// <summary>Every message comes twice, and each pair of messages from the server in the wrong order.</summary>
    DoubledAndTurned,
}
