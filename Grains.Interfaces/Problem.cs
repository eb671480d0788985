namespace SeeSupport;

/// <summary>Why something cannot be done.</summary>
/// <param name="Code">Stable, lower case, words joined by hyphens; for programs and for reading out.</param>
/// <param name="Sentence">What happened and what to do, for the person who reads it.</param>
[GenerateSerializer, Immutable, Alias("SeeSupport.Problem")]
public sealed record Problem([property: Id(0)] string Code, [property: Id(1)] string Sentence);
