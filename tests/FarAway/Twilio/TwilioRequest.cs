namespace SeeSupport.FarAway.Twilio;

/// <summary>A request to send that reached the server, whatever became of it.</summary>
public sealed record TwilioRequest
{
    /// <summary>Headers by name, letter case ignored.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The form's fields.</summary>
    public required IReadOnlyDictionary<string, string> Form { get; init; }
}
