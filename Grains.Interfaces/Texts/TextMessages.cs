using System.Collections.Immutable;

namespace SeeSupport.Texts;

/// <summary>The agent sends a text message to the consumer's phone.</summary>
[GenerateSerializer, Immutable, Alias("SeeSupport.SendText")]
public sealed record SendText
{
    /// <summary>A repeat with the same id gets the first answer.</summary>
    [Id(0)]
    public required Guid OperationId { get; init; }

    /// <summary>The text, at most 1,600 characters.</summary>
    [Id(1)]
    public required string Text { get; init; }

    /// <summary>A phone number with its country; null for the one that the session texts with already.</summary>
    [Id(2)]
    public string? To { get; init; }
}

/// <summary>The phone number that a session texts with, as its agent sees it.</summary>
/// <param name="Number">In E.164 form.</param>
/// <param name="Stopped">The consumer answered STOP: nothing is sent there until they answer START.</param>
[GenerateSerializer, Immutable, Alias("SeeSupport.TextLine")]
public sealed record TextLine([property: Id(0)] string Number, [property: Id(1)] bool Stopped);

/// <summary>A text message that came in.</summary>
[GenerateSerializer, Immutable, Alias("SeeSupport.IncomingText")]
public sealed record IncomingText
{
    /// <summary>The provider's id of the message, for example Twilio's <c>MessageSid</c>. The same id is the same message.</summary>
    [Id(0)]
    public required string MessageId { get; init; }

    /// <summary>What the consumer wrote; empty where there are only pictures.</summary>
    [Id(1)]
    public required string Text { get; init; }

    /// <summary>The word that commands, when the text is one.</summary>
    [Id(2)]
    public TextKeyword Keyword { get; init; }

    /// <summary>The files that came with it, at most ten.</summary>
    [Id(3)]
    public ImmutableArray<IncomingMedia> Media { get; init; } = [];
}

/// <summary>A file of a text message, still with the provider.</summary>
[GenerateSerializer, Immutable, Alias("SeeSupport.IncomingMedia")]
public sealed record IncomingMedia
{
    /// <summary>The id of the picture that it becomes: always the same for the same file.</summary>
    [Id(0)]
    public required string PictureId { get; init; }

    /// <summary>The provider's id of the file; null where the message names a place that is not the provider's. Nothing is fetched then.</summary>
    [Id(1)]
    public string? MediaId { get; init; }

    /// <summary>What the sender's side says it is, for example <c>image/jpeg</c>. Never believed.</summary>
    [Id(2)]
    public string? Type { get; init; }
}

/// <summary>Words that command (CTIA messaging principles; the provider's default lists).</summary>
[GenerateSerializer, Alias("SeeSupport.TextKeyword")]
public enum TextKeyword
{
    /// <summary>An ordinary text.</summary>
    None,

    /// <summary>STOP and its kin: nothing may be sent to this number any more.</summary>
    Stop,

    /// <summary>START and its kin: texts are welcome again.</summary>
    Start,

    /// <summary>HELP or INFO.</summary>
    Help,
}

/// <summary>Texts of one number that belong to no session, as agents see them.</summary>
[GenerateSerializer, Immutable, Alias("SeeSupport.WaitingText")]
public sealed record WaitingText
{
    /// <summary>Identity, for attaching.</summary>
    [Id(0)]
    public required string WaitingId { get; init; }

    /// <summary>The number, masked: an agent who has not spoken with this consumer has no use for it.</summary>
    [Id(1)]
    public required string From { get; init; }

    /// <summary>The newest text; empty where there are only pictures.</summary>
    [Id(2)]
    public required string Text { get; init; }

    /// <summary>How many texts wait.</summary>
    [Id(3)]
    public required int Texts { get; init; }

    /// <summary>How many files came with them.</summary>
    [Id(4)]
    public required int Files { get; init; }

    /// <summary>When the newest one came, UTC.</summary>
    [Id(5)]
    public required DateTimeOffset At { get; init; }
}
