using System.Text;
using SeeSupport.Pictures;

namespace SeeSupport.WebFront.Uploads;

/// <summary>What <c>Upload-Metadata</c> says: pairs of a key and a value in base64, separated by commas (tus 1.0, creation).</summary>
internal sealed record UploadMetadata(string Id, PictureSource Source, string? Type, string? Session, string? Converts)
{
    private const int LongestHeader = 2048;

    /// <summary>Reads the header; null when it does not say what is needed.</summary>
    public static UploadMetadata? Read(string header)
    {
        if (header.Length > LongestHeader)
            return null;
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in header.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split(' ', 2);
            var bytes = new byte[LongestHeader];
            if (!Convert.TryFromBase64String(parts.ElementAtOrDefault(1) ?? "", bytes, out var length))
                return null;
            values[parts[0]] = Encoding.UTF8.GetString(bytes, 0, length);
        }

        return values.TryGetValue("id", out var id) && SourceOf(values.GetValueOrDefault("source")) is { } source
            ? new(id, source, values.GetValueOrDefault("type"), values.GetValueOrDefault("session"), values.GetValueOrDefault("converts"))
            : null;
    }

    private static PictureSource? SourceOf(string? word) => word switch
    {
        "snapshot" => PictureSource.Snapshot,
        "photo" => PictureSource.Photo,
        "frozen" => PictureSource.Frozen,
        _ => null,
    };
}
