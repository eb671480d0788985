using SeeSupport.Media;

namespace SeeSupport.Sessions;

/// <summary>Reports as browsers send them, and what is taken of them.</summary>
internal static class MediaReportRules
{
    /// <summary>The report with everything out of range left out.</summary>
    public static MediaReport Sane(this MediaReport report) => report with
    {
        State = Enum.IsDefined(report.State) ? report.State : MediaState.Connecting,
        Route = Enum.IsDefined(report.Route) ? report.Route : MediaRoute.Unknown,
        Transport = report.Transport is "udp" or "tcp" or "tls" ? report.Transport : null,
        RoundTripMs = Within(report.RoundTripMs, 60_000),
        Loss = Within(report.Loss, 1),
        FrameRate = Within(report.FrameRate, 240),
        Width = report.Width is > 0 and <= 16_384 ? report.Width : null,
        Height = report.Height is > 0 and <= 16_384 ? report.Height : null,
        Codec = report.Codec is { Length: > 0 and <= 16 } codec && codec.All(char.IsAsciiLetterOrDigit) ? codec : null,
        FirstFrameMs = Within(report.FirstFrameMs, 600_000),
    };

    /// <summary>Whether two reports differ in figures only.</summary>
    public static bool SaysTheSameAs(this MediaReport report, MediaReport? other) =>
        other is not null
        && report.State == other.State
        && report.Route == other.Route
        && report.Transport == other.Transport
        && report.Problem?.Code == other.Problem?.Code;

    private static double? Within(double? value, double most) => value >= 0 && value <= most ? value : null;
}
