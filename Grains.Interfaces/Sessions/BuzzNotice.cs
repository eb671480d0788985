namespace SeeSupport.Sessions;

/// <summary>What a buzz came to on the consumer's phone; each is more certain than the one before.</summary>
[GenerateSerializer, Alias("SeeSupport.BuzzNotice")]
public enum BuzzNotice
{
    /// <summary>The page is in the background, and may show nothing there.</summary>
    Unnoticed,

    /// <summary>The phone shows a notification.</summary>
    Notified,

    /// <summary>The page is in front: it vibrates, sounds and shows it.</summary>
    Felt,

    /// <summary>The consumer has answered it.</summary>
    Seen,
}
