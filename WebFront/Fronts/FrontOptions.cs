using System.ComponentModel.DataAnnotations;

namespace SeeSupport.WebFront.Fronts;

/// <summary>How this process holds its place in the grid, and how it leaves. Configuration section <c>SeeSupport:Front</c>.</summary>
public sealed class FrontOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "SeeSupport:Front";

    /// <summary>How often the lease is renewed; it is over after 15 s without. Default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:10")]
    public TimeSpan Renewal { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long browsers are given, when the process stops, to connect elsewhere. Default 5 s; zero cuts them off.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan Drain { get; set; } = TimeSpan.FromSeconds(5);
}
