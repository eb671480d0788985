using SeeSupport.Sessions;

namespace SeeSupport.Pictures;

/// <summary>A picture as its session keeps it: what the agent sees of it, and where its bytes are.</summary>
[GenerateSerializer, Immutable, Alias("SeeSupport.KeptPicture")]
internal sealed record KeptPicture
{
    /// <summary>What the agent sees. Never a shared instance to begin with: a serializer may fill what it finds.</summary>
    [Id(0)]
    public PictureView View { get; init; } = new() { PictureId = "", Source = default, State = default, Bytes = 0, At = default, By = default };

    /// <summary>SHA-256 of what is stored; null when nothing is.</summary>
    [Id(1)]
    public string? Content { get; init; }

    /// <summary>SHA-256 of the small form; null when there is none.</summary>
    [Id(2)]
    public string? Thumbnail { get; init; }

    /// <summary>Who sends it: the consumer's device by the hash of its key; null for the agent, and for a picture message.</summary>
    [Id(3)]
    public string? Device { get; init; }

    /// <summary>The private picture that this one replaces once it is ready.</summary>
    [Id(4)]
    public string? Converts { get; init; }

    /// <summary>The picture's id.</summary>
    public string Id => View.PictureId;

    /// <summary>Where its bytes are found.</summary>
    public PictureFile File => new(View, Content, Thumbnail);

    /// <summary>Whether the consumer's device may ask what became of it: its own, or one by text message that it is to convert.</summary>
    public bool IsFor(string deviceKeyHash, SessionState state) => Device == deviceKeyHash || IsToBeConvertedBy(deviceKeyHash, state);

    /// <summary>Whether it is private until this device has converted it.</summary>
    public bool IsToBeConvertedBy(string deviceKeyHash, SessionState state) =>
        View is { State: PictureState.Private, By: ParticipantRole.Consumer } && state.Joined == deviceKeyHash && (Device ?? deviceKeyHash) == deviceKeyHash;

    /// <summary>Whether the same picture is begun once more, by the same sender.</summary>
    public bool IsRepeatedBy(BeginPicture command, ParticipantRole by, string? device) =>
        View.Source == command.Source && View.By == by && Device == device;
}
