using System.ComponentModel.DataAnnotations;

namespace SeeSupport.WebFront.Hubs;

/// <summary>What one hub connection may do. Configuration section <c>SeeSupport:Hubs</c>.</summary>
public sealed class HubLimits
{
    /// <summary>Configuration section.</summary>
    public const string Section = "SeeSupport:Hubs";

    /// <summary>Largest message a browser may send, bytes; a larger one ends its connection. Default 64 KiB: an offer of every codec is about 8.</summary>
    [Range(4096, 1048576)]
    public int MessageBytes { get; set; } = 64 * 1024;

    /// <summary>Calls of one connection that may be under way at once; further ones wait unread. Default 8.</summary>
    [Range(1, 100)]
    public int CallsAtOnce { get; set; } = 8;

    /// <summary>Signals a connection may send each second in the long run. Default 50.</summary>
    [Range(1, 1000000)]
    public int SignalsPerSecond { get; set; } = 50;

    /// <summary>Signals a connection may send at once after a quiet time. Default 200: gathering on a phone with many networks makes dozens of candidates.</summary>
    [Range(1, 1000000)]
    public int SignalsAtOnce { get; set; } = 200;

    /// <summary>Other calls a connection may make each second in the long run. Default 10.</summary>
    [Range(1, 1000000)]
    public int CommandsPerSecond { get; set; } = 10;

    /// <summary>Other calls a connection may make at once after a quiet time. Default 60.</summary>
    [Range(1, 1000000)]
    public int CommandsAtOnce { get; set; } = 60;

    /// <summary>Refusals in a row, for being too fast, after which the connection is ended. Default 1,000.</summary>
    [Range(1, 1000000)]
    public int RefusalsInARow { get; set; } = 1000;

    /// <summary>What may wait for a browser that reads slowly, bytes; beyond that its connection is ended, and it comes back for a snapshot. Default 1 MiB.</summary>
    [Range(65536, 67108864)]
    public int BytesWaiting { get; set; } = 1024 * 1024;

    /// <summary>
    /// How often a silent connection is spoken to. Default 2 s: pages count a server as gone after 8 s, and a page in the background, whose own
    /// timers hardly run, answers each time, so that it is heard well within the 5 s after which it would count as reconnecting.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan Ping { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a browser may be silent before its connection counts as gone. Default 15 s; more than twice the ping.</summary>
    [Range(typeof(TimeSpan), "00:00:02", "00:05:00")]
    public TimeSpan Silence { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// New hub connections each second over all networks; the others read 429 and come back later. Default 1000: all that a front holds are back
    /// within half a minute.
    /// </summary>
    [Range(1, 1000000)]
    public int ConnectionsPerSecond { get; set; } = 1000;

    /// <summary>New hub connections of one network (IPv4 address, IPv6 /64) each second in the long run. Default 20.</summary>
    [Range(1, 1000000)]
    public int ConnectionsPerSecondOfNetwork { get; set; } = 20;

    /// <summary>New hub connections of one network at once after a quiet time. Default 500: a call centre behind one address comes back together.</summary>
    [Range(1, 1000000)]
    public int ConnectionsAtOnceOfNetwork { get; set; } = 500;
}
