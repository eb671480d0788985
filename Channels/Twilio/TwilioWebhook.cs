using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using SeeSupport.Ports;

namespace SeeSupport.Channels.Twilio;

/// <summary>What Twilio calls us with: form posts, signed for our public address. Nothing that a request says of its own address counts.</summary>
public sealed class TwilioWebhook(IOptions<TwilioOptions> options, IPublicAddress publicAddress)
{
    private static readonly Problem Refused = new(
        "webhook-signature-refused", "This call is not signed by Twilio for our public address. Check SeeSupport:PublicAddress and the auth token.");

    /// <summary>The parameters of a call. Throws <see cref="SeeSupportException"/> with <c>webhook-signature-refused</c> when it is not signed by Twilio.</summary>
    /// <param name="path">Where the front takes such calls.</param>
    /// <param name="query">The request's query as it came. Everything before it is the public address, whatever the request says.</param>
    /// <param name="form">All parameters of the post.</param>
    /// <param name="signature">The header <c>X-Twilio-Signature</c>; null where there is none.</param>
    public IReadOnlyDictionary<string, StringValues> Read(
        string path, QueryString query, IEnumerable<KeyValuePair<string, StringValues>> form, string? signature)
    {
        var fields = form.ToDictionary();
        return TwilioSignature.IsValid(new(Address(publicAddress.Current, path) + query.Value), fields, signature, options.Value.AuthTokens)
            ? fields
            : throw new SeeSupportException(Refused);
    }

    /// <summary>The address that Twilio is given for such calls.</summary>
    internal static string Address(Uri publicAddress, string path) => publicAddress.AbsoluteUri.TrimEnd('/') + path;
}
