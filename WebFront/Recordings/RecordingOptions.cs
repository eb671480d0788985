using System.ComponentModel.DataAnnotations;

namespace SeeSupport.WebFront.Recordings;

/// <summary>Where recordings are kept and how much of them. Configuration section <c>SeeSupport:Recordings</c>.</summary>
public sealed class RecordingOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "SeeSupport:Recordings";

    /// <summary>
    /// Folder of the recordings. Default empty: <c>recordings</c> in the data folder. Fronts that run side by side need one they share.
    /// </summary>
    public string Folder { get; set; } = "";

    /// <summary>Largest recording, bytes. Default 2 GiB: about two hours.</summary>
    [Range(1048576, 68719476736)]
    public long MostBytes { get; set; } = 2L * 1024 * 1024 * 1024;

    /// <summary>What all recordings together may take, bytes; beyond that none is begun or goes on. Default 50 GiB.</summary>
    [Range(1048576, 109951162777600)]
    public long QuotaBytes { get; set; } = 50L * 1024 * 1024 * 1024;

    /// <summary>Largest piece that is sent at once, bytes. Default 8 MiB: what a browser gathers while the server is away goes in several.</summary>
    [Range(65536, 268435456)]
    public int PieceBytes { get; set; } = 8 * 1024 * 1024;
}
