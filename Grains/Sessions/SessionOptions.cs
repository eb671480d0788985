namespace SeeSupport.Sessions;

/// <summary>How long things last in a session. Section <c>SeeSupport:Sessions</c>.</summary>
public sealed class SessionOptions
{
    /// <summary>The section these options are bound from.</summary>
    public const string Section = "SeeSupport:Sessions";

    /// <summary>How long a participant may be gone before the other one is told. Default 5 s.</summary>
    public TimeSpan ReconnectingAfter { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a participant may be gone before it counts as lost; its place is kept. Default 20 s.</summary>
    public TimeSpan LostAfter { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long the place of a consumer who is gone is kept before the session is closed. Default 10 min.</summary>
    public TimeSpan KeepConsumer { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a session goes on without its agent's console. Default 12 h.</summary>
    public TimeSpan KeepAgent { get; set; } = TimeSpan.FromHours(12);

    /// <summary>
    /// How long after its end a session can be opened again. Default 7 days. Then its state is deleted, once its pictures and recordings are;
    /// the records keep it.
    /// </summary>
    public TimeSpan ReopenWithin { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How many sessions an agent may have open at once, 1 to 10; 0 for no limit. Default 0.</summary>
    public int MostOpenPerAgent { get; set; }

    /// <summary>How long new lines of a log are gathered before they are filed in the records. Default 2 s.</summary>
    public TimeSpan FileEvery { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How often an open session is woken to see what has become of its participants. At least 1 min. Default 10 min.</summary>
    public TimeSpan WakeEvery { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a front is trusted after the last sign of life. Default 15 s, three times the fronts' renewal.</summary>
    public TimeSpan FrontLease { get; set; } = TimeSpan.FromSeconds(15);
}
