using System.Collections.Immutable;

namespace SeeSupport.Texts;

/// <summary>The list of texts that belong to no session.</summary>
[GenerateSerializer, Immutable, Alias("SeeSupport.WaitingTextsState")]
internal sealed record WaitingTextsState
{
    /// <summary>The entries, oldest first.</summary>
    [Id(0)]
    public ImmutableArray<WaitingEntry> Entries { get; init; } = [];
}

/// <summary>What waits of one number.</summary>
[GenerateSerializer, Immutable, Alias("SeeSupport.WaitingEntry")]
internal sealed record WaitingEntry
{
    /// <summary>The number, E.164.</summary>
    [Id(0)]
    public string Number { get; init; } = "";

    /// <summary>As agents see it.</summary>
    [Id(1)]
    public WaitingText View { get; init; } = new() { WaitingId = "", From = "", Text = "", Texts = 0, Files = 0, At = default };
}
