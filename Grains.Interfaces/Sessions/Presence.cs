namespace SeeSupport.Sessions;

/// <summary>Whether a participant can be reached through a hub. Says nothing about media, which outlives the hubs.</summary>
[GenerateSerializer, Alias("SeeSupport.Presence")]
public enum Presence
{
    /// <summary>Never came.</summary>
    Absent,

    /// <summary>Connected to a hub.</summary>
    Here,

    /// <summary>Gone, for at least 5 s.</summary>
    Reconnecting,

    /// <summary>Gone for at least 20 s; the place is kept.</summary>
    Lost,

    /// <summary>Said that it left.</summary>
    Left,
}
