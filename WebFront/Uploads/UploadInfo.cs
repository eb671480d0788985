using System.Text.Json.Serialization;
using SeeSupport.Pictures;

namespace SeeSupport.WebFront.Uploads;

/// <summary>What is remembered of an upload beside its bytes.</summary>
internal sealed record UploadInfo
{
    /// <summary>The session it is for.</summary>
    public required string SessionId { get; init; }

    /// <summary>The picture's id.</summary>
    public required string PictureId { get; init; }

    /// <summary>Where the picture comes from.</summary>
    public required PictureSource Source { get; init; }

    /// <summary>Its whole length, bytes.</summary>
    public required long Length { get; init; }

    /// <summary>Who may go on with it.</summary>
    public required string Sender { get; init; }

    /// <summary>What became of it, once all bytes were there; null before.</summary>
    public PictureState? State { get; init; }

    /// <summary>Why it was refused; null when it was not.</summary>
    public Problem? Refusal { get; init; }
}

/// <summary>How it is written beside the upload's bytes.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(UploadInfo))]
internal sealed partial class UploadInfoJson : JsonSerializerContext;
