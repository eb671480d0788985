namespace SeeSupport.Sessions;

/// <summary>A command that was done, so that a repeat of it gets the same answer and changes nothing.</summary>
[GenerateSerializer, Immutable, Alias("SeeSupport.Operation")]
internal sealed record Operation
{
    /// <summary>Chosen by the client, one for each thing that its user did.</summary>
    [Id(0)]
    public Guid Id { get; init; }

    /// <summary>The command's name: one id is good for one command only.</summary>
    [Id(1)]
    public string Command { get; init; } = "";

    /// <summary>What the answer was about: a log line's sequence number, an invite's id; null when the answer is the session itself.</summary>
    [Id(2)]
    public string? Subject { get; init; }
}
