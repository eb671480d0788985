using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace SeeSupport.Telemetry;

/// <summary>
/// What SeeSupport tells of itself: one activity source and one meter, both named <see cref="Name"/>. Names in OpenTelemetry's form,
/// units in UCUM, dimensions of few values only: never an id, a code, a number or an address.
/// </summary>
public static class SeeSupportTelemetry
{
    /// <summary>Name of the activity source and of the meter.</summary>
    public const string Name = "SeeSupport";

    /// <summary>Where activities begin that are no call and no request.</summary>
    public static readonly ActivitySource Activities = new(Name);

    private static readonly Meter Meter = new(Name);

    /// <summary>Sessions awake in this process. Dimension <c>seesupport.state</c>: a session's status.</summary>
    public static readonly UpDownCounter<long> Sessions =
        Meter.CreateUpDownCounter<long>("seesupport.sessions", "{session}", "Sessions awake in this process, by state.");

    /// <summary>From the start of a session to its first picture.</summary>
    public static readonly Histogram<double> ConnectDuration = Meter.CreateHistogram(
        "seesupport.session.connect.duration", "s", "From the start of a session to its first frame.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [5, 10, 20, 30, 45, 60, 90, 120, 180, 300, 600] });

    /// <summary>From the tap on Connect to the picture.</summary>
    public static readonly Histogram<double> JoinDuration = Meter.CreateHistogram(
        "seesupport.session.join.duration", "s", "From the tap on Connect to the first frame.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.5, 1, 2, 3, 5, 8, 13, 20, 30, 60] });

    /// <summary>How looking for a route ended. Dimensions <c>seesupport.route</c> (direct, relayed, none), <c>network.transport</c>.</summary>
    public static readonly Counter<long> IceOutcomes =
        Meter.CreateCounter<long>("seesupport.ice.outcomes", "{outcome}", "How looking for a route ended, by route and transport.");

    /// <summary>Invites. Dimensions <c>seesupport.channel</c>, <c>seesupport.outcome</c> (queued, sent, outbox, delivered, failed, opened, joined).</summary>
    public static readonly Counter<long> Invites =
        Meter.CreateCounter<long>("seesupport.invites", "{invite}", "What became of invites, by channel and outcome.");

    /// <summary>Alarms: many invites, few joins.</summary>
    public static readonly Counter<long> InviteAlarms =
        Meter.CreateCounter<long>("seesupport.invites.alarms", "{alarm}", "How often far more invites went out than led to a join.");

    /// <summary>Codes spent by the device that joined.</summary>
    public static readonly Counter<long> CodesRedeemed =
        Meter.CreateCounter<long>("seesupport.codes.redeemed", "{code}", "Connection codes spent by a join.");

    /// <summary>Codes that opened nothing.</summary>
    public static readonly Counter<long> CodesMissed =
        Meter.CreateCounter<long>("seesupport.codes.missed", "{code}", "Connection codes that opened nothing.");

    /// <summary>Signals. Dimensions <c>seesupport.role</c> of the receiver, <c>seesupport.outcome</c> (relayed, buffered, dropped).</summary>
    public static readonly Counter<long> Signals =
        Meter.CreateCounter<long>("seesupport.signals", "{signal}", "Signals between the two sides of a session, by receiver and outcome.");

    /// <summary>From a signal's arrival at its session to its delivery at the receiver's front.</summary>
    public static readonly Histogram<double> RelayDuration = Meter.CreateHistogram(
        "seesupport.relay.duration", "s", "From a signal's arrival at its session to its delivery at the receiver's front.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1] });

    /// <summary>Browsers connected to a hub of this process. Dimension <c>seesupport.role</c>.</summary>
    public static readonly UpDownCounter<long> HubConnections =
        Meter.CreateUpDownCounter<long>("seesupport.hub.connections", "{connection}", "Browsers connected to a hub.");

    /// <summary>Round trip of the media path as reported. Dimension <c>seesupport.role</c> of the reporter.</summary>
    public static readonly Histogram<double> MediaRoundTrip = Meter.CreateHistogram(
        "seesupport.media.rtt", "s", "Round trip of the chosen route.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 1, 2] });

    /// <summary>Share of lost packets as reported. Dimension <c>seesupport.role</c> of the reporter.</summary>
    public static readonly Histogram<double> MediaLoss = Meter.CreateHistogram(
        "seesupport.media.loss", "1", "Share of packets lost since the last report.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5] });

    /// <summary>Frame rate as reported. Dimension <c>seesupport.role</c> of the reporter.</summary>
    public static readonly Histogram<double> MediaFrameRate = Meter.CreateHistogram(
        "seesupport.media.frame_rate", "{frame}/s", "Frames sent or decoded each second.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [1, 5, 10, 15, 20, 24, 30, 60] });

    /// <summary>Probes of the relay. Dimensions <c>network.transport</c> (udp, tcp, tls), <c>seesupport.outcome</c>.</summary>
    public static readonly Counter<long> TurnProbes =
        Meter.CreateCounter<long>("seesupport.turn.probes", "{probe}", "Probes of the relay, by transport and result.");

    /// <summary>Pictures. Dimensions <c>seesupport.source</c>, <c>seesupport.outcome</c> (ready, private, failed).</summary>
    public static readonly Counter<long> Pictures =
        Meter.CreateCounter<long>("seesupport.pictures", "{picture}", "What became of pictures, by source and outcome.");

    /// <summary>Stored bytes of pictures. Dimension <c>seesupport.source</c>.</summary>
    public static readonly Counter<long> PictureBytes =
        Meter.CreateCounter<long>("seesupport.pictures.bytes", "By", "Bytes of pictures that were stored, by source.");

    /// <summary>A dimension: which side.</summary>
    public static KeyValuePair<string, object?> Role(string role) => new("seesupport.role", role);

    /// <summary>A dimension: how it ended.</summary>
    public static KeyValuePair<string, object?> Outcome(string outcome) => new("seesupport.outcome", outcome);
}
