using System.Text.RegularExpressions;

namespace SeeSupport.FarAway.Twilio;

/// <summary>A message that the server took: on its way to a phone, if there were one.</summary>
public sealed partial record TwilioMessage
{
    /// <summary>The message's identity: <c>SM</c> and 32 hexadecimal digits.</summary>
    public required string Sid { get; init; }

    /// <summary>The number it goes to.</summary>
    public required string To { get; init; }

    /// <summary>The number it comes from; null where a messaging service chooses.</summary>
    public string? From { get; init; }

    /// <summary>The service that chooses the number; null where a number is given.</summary>
    public string? MessagingServiceSid { get; init; }

    /// <summary>The text.</summary>
    public required string Body { get; init; }

    /// <summary>Where status callbacks go; null for nowhere.</summary>
    public Uri? StatusCallback { get; init; }

    /// <summary>The first address in the text; null when there is none.</summary>
    public Uri? Link => LinkPattern.Match(Body) is { Success: true } match ? new Uri(match.Value) : null;

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex LinkPattern { get; }
}
