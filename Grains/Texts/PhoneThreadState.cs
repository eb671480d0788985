using System.Collections.Immutable;

namespace SeeSupport.Texts;

/// <summary>What is remembered of one phone number.</summary>
[GenerateSerializer, Immutable, Alias("SeeSupport.PhoneThreadState")]
internal sealed record PhoneThreadState
{
    /// <summary>Ids of the sessions that wrote to it, the last one at the end.</summary>
    [Id(0)]
    public ImmutableArray<string> Sessions { get; init; } = [];

    /// <summary>When the consumer answered STOP; null when texts are welcome.</summary>
    [Id(1)]
    public DateTimeOffset? StoppedAt { get; init; }

    /// <summary>Provider's ids of the newest messages, the last one at the end: a repeat changes nothing.</summary>
    [Id(2)]
    public ImmutableArray<string> Known { get; init; } = [];

    /// <summary>The texts that are not done with, oldest first.</summary>
    [Id(3)]
    public ImmutableArray<ThreadText> Texts { get; init; } = [];

    /// <summary>When the last automatic answer was given.</summary>
    [Id(4)]
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>What of it is in the list of waiting texts: the newest one's moment; null when it is not listed.</summary>
    [Id(5)]
    public DateTimeOffset? ListedAt { get; init; }
}

/// <summary>A text that is not done with.</summary>
[GenerateSerializer, Immutable, Alias("SeeSupport.ThreadText")]
internal sealed record ThreadText
{
    /// <summary>As it came.</summary>
    [Id(0)]
    public IncomingText Message { get; init; } = new() { MessageId = "", Text = "" };

    /// <summary>When it came.</summary>
    [Id(1)]
    public DateTimeOffset At { get; init; }

    /// <summary>The session it belongs to; null while it waits for one, and for good when it is put away.</summary>
    [Id(2)]
    public string? SessionId { get; init; }

    /// <summary>Nobody will take it: only its files are still to be deleted.</summary>
    [Id(3)]
    public bool PutAway { get; init; }

    /// <summary>Its session has it in its log.</summary>
    [Id(4)]
    public bool Told { get; init; }

    /// <summary>Its files.</summary>
    [Id(5)]
    public ImmutableArray<ThreadMedia> Media { get; init; } = [];

    /// <summary>Whether it waits for an agent.</summary>
    public bool Waits => SessionId is null && !PutAway;
}

/// <summary>A file of a text.</summary>
[GenerateSerializer, Immutable, Alias("SeeSupport.ThreadMedia")]
internal sealed record ThreadMedia
{
    /// <summary>As it was named.</summary>
    [Id(0)]
    public IncomingMedia File { get; init; } = new() { PictureId = "" };

    /// <summary>How far it is.</summary>
    [Id(1)]
    public MediaStage Stage { get; init; }

    /// <summary>How often the present step was tried in vain.</summary>
    [Id(2)]
    public int Tries { get; init; }

    /// <summary>When it is tried again; null for at once.</summary>
    [Id(3)]
    public DateTimeOffset? NextAt { get; init; }
}

/// <summary>How far a file is.</summary>
[GenerateSerializer, Alias("SeeSupport.MediaStage")]
internal enum MediaStage
{
    /// <summary>It is with the provider.</summary>
    Waiting,

    /// <summary>It is kept here, or nobody wants it: it is to be deleted at the provider.</summary>
    ToDelete,

    /// <summary>Nothing is left to do.</summary>
    Done,
}
