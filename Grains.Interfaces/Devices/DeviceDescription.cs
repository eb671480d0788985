namespace SeeSupport.Devices;

/// <summary>What is known of a consumer's device. Every part can be missing: browsers tell different things.</summary>
[GenerateSerializer, Immutable, Alias("SeeSupport.DeviceDescription")]
public sealed record DeviceDescription
{
    /// <summary>Android, iOS, iPadOS, Windows, macOS, Linux, ChromeOS; null when unknown.</summary>
    [Id(0)]
    public string? Platform { get; init; }

    /// <summary>The operating system's version, for example <c>15</c> or <c>18.2</c>.</summary>
    [Id(1)]
    public string? PlatformVersion { get; init; }

    /// <summary>The device's model, for example <c>Pixel 9</c> or <c>iPhone</c>.</summary>
    [Id(2)]
    public string? Model { get; init; }

    /// <summary>The browser's name, for example <c>Chrome</c>.</summary>
    [Id(3)]
    public string? Browser { get; init; }

    /// <summary>The browser's major version; null for Safari, which is known by its system's version.</summary>
    [Id(4)]
    public string? BrowserVersion { get; init; }

    /// <summary>The app whose built-in browser shows the page, for example <c>Facebook</c>; null in a browser of its own.</summary>
    [Id(5)]
    public string? InApp { get; init; }

    /// <summary>All of it in one line, for example <c>Android 15 · Pixel 9 · Chrome 141</c>.</summary>
    [Id(6)]
    public required string Label { get; init; }
}
