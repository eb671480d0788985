using SeeSupport.Invites;

namespace SeeSupport.Texts;

/// <summary>A text message on its way out of a session.</summary>
[GenerateSerializer, Immutable, Alias("SeeSupport.OutgoingText")]
internal sealed record OutgoingText
{
    /// <summary>Identity within the session; goes into the status callback's address.</summary>
    [Id(0)]
    public string TextId { get; init; } = "";

    /// <summary>The number in E.164 form.</summary>
    [Id(1)]
    public string To { get; init; } = "";

    /// <summary>The words; null once they are sent: the log has them.</summary>
    [Id(2)]
    public string? Text { get; init; }

    /// <summary>Where it is.</summary>
    [Id(3)]
    public InviteState State { get; init; }

    /// <summary>Why it failed; null unless it did.</summary>
    [Id(4)]
    public Problem? Problem { get; init; }
}
