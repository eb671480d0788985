using SeeSupport.Invites;

namespace SeeSupport.Channels.Twilio;

/// <summary>What a status callback says.</summary>
/// <param name="SessionId">The session of the invite or text.</param>
/// <param name="InviteId">The invite or text.</param>
/// <param name="Report">Where the text message is now. Callbacks may come twice and out of order.</param>
public sealed record TwilioStatus(string SessionId, string InviteId, DeliveryReport Report);
