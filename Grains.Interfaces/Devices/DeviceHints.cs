using System.Collections.Immutable;

namespace SeeSupport.Devices;

/// <summary>
/// What a browser tells of itself: User-Agent Client Hints with high-entropy values where it has them
/// (W3C User-Agent Client Hints, <c>NavigatorUAData.getHighEntropyValues</c>), and the classic string.
/// </summary>
[GenerateSerializer, Immutable, Alias("SeeSupport.DeviceHints")]
public sealed record DeviceHints
{
    /// <summary><c>navigator.userAgent</c>; at most 1,024 characters count.</summary>
    [Id(0)]
    public string UserAgent { get; init; } = "";

    /// <summary>Client hint <c>platform</c>, for example <c>Android</c>.</summary>
    [Id(1)]
    public string? Platform { get; init; }

    /// <summary>Client hint <c>platformVersion</c>, for example <c>15.0.0</c>.</summary>
    [Id(2)]
    public string? PlatformVersion { get; init; }

    /// <summary>Client hint <c>model</c>, for example <c>Pixel 9</c>.</summary>
    [Id(3)]
    public string? Model { get; init; }

    /// <summary>Client hint <c>fullVersionList</c>: brand and version.</summary>
    [Id(4)]
    public ImmutableArray<BrandVersion> Brands { get; init; } = [];

    /// <summary><c>navigator.maxTouchPoints</c>: how an iPad that claims to be a Mac is told from one.</summary>
    [Id(5)]
    public int MaxTouchPoints { get; init; }

    /// <summary><c>navigator.standalone</c> or <c>display-mode: standalone</c>: opened from the home screen.</summary>
    [Id(6)]
    public bool Installed { get; init; }
}

/// <summary>One entry of a browser's brand list.</summary>
/// <param name="Brand">The brand's name.</param>
/// <param name="Version">Its full version.</param>
[GenerateSerializer, Immutable, Alias("SeeSupport.BrandVersion")]
public sealed record BrandVersion([property: Id(0)] string Brand, [property: Id(1)] string Version);
