using System.Net;

namespace SeeSupport.FarAway.Twilio;

/// <summary>A message that was brought to a webhook, and what was said to it.</summary>
/// <param name="MessageSid">The message's identity.</param>
/// <param name="MediaSids">Its files, in order.</param>
/// <param name="Form">What was posted.</param>
/// <param name="Status">The answer's status.</param>
/// <param name="Answer">The answer's body.</param>
/// <param name="Took">How long the answer took.</param>
public sealed record TwilioDelivery(
    string MessageSid, IReadOnlyList<string> MediaSids, IReadOnlyDictionary<string, string> Form, HttpStatusCode Status, string Answer, TimeSpan Took);
