using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using SeeSupport.Invites;

namespace SeeSupport.Channels.Twilio;

/// <summary>
/// The way Twilio tells what became of a text message: a signed form post to an address that names session and invite (or text)
/// (https://www.twilio.com/docs/messaging/guides/track-outbound-message-status).
/// </summary>
public sealed class TwilioStatusCallback(TwilioWebhook webhook)
{
    /// <summary>Where the front takes status callbacks.</summary>
    public const string Path = "/api/twilio/status";

    /// <summary>
    /// Reads a callback. Throws <see cref="SeeSupportException"/> with <c>webhook-signature-refused</c> when it is not signed by
    /// Twilio for our public address, and with <c>webhook-malformed</c> when it is, but does not say which message is where.
    /// </summary>
    /// <param name="query">The request's query as it came. Everything before it is the public address, whatever the request says.</param>
    /// <param name="form">All parameters of the post.</param>
    /// <param name="signature">The header <c>X-Twilio-Signature</c>; null where there is none.</param>
    public TwilioStatus Read(QueryString query, IEnumerable<KeyValuePair<string, StringValues>> form, string? signature)
    {
        var fields = webhook.Read(Path, query, form, signature);
        var parameters = QueryHelpers.ParseQuery(query.Value);
        return parameters.TryGetValue("session", out var session)
            && parameters.TryGetValue("invite", out var invite)
            && fields.TryGetValue("MessageSid", out var sid)
            && fields.TryGetValue("MessageStatus", out var status)
            && Report(status.ToString(), fields.GetValueOrDefault("ErrorCode").ToString(), sid.ToString()) is { } report
                ? new(session.ToString(), invite.ToString(), report)
                : throw new SeeSupportException("webhook-malformed", "This call does not say which message is where. It was not used.");
    }

    /// <summary>The address that Twilio is given for one invite or text.</summary>
    internal static Uri Of(Uri publicAddress, string sessionId, string inviteId) => new(QueryHelpers.AddQueryString(
        TwilioWebhook.Address(publicAddress, Path), new Dictionary<string, string?> { ["session"] = sessionId, ["invite"] = inviteId }));

    private static DeliveryReport? Report(string status, string errorCode, string sid)
    {
        var state = status.ToLowerInvariant() switch
        {
            "accepted" or "scheduled" or "queued" or "sending" or "sent" => InviteState.Sent,
            "delivered" or "read" => InviteState.Delivered,
            "undelivered" or "failed" or "canceled" => InviteState.Failed,
            _ => (InviteState?)null,
        };
        return state is { } known
            ? new()
            {
                State = known,
                ProviderId = sid,
                Problem = known != InviteState.Failed ? null
                    : int.TryParse(errorCode, NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? TwilioProblems.Of(code)
                    : TwilioProblems.Undelivered,
            }
            : null;
    }
}
