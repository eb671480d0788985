using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace SeeSupport.Channels.Twilio;

/// <summary>
/// The header <c>X-Twilio-Signature</c> of a form post: base64 of HMAC-SHA1, keyed with an auth token, over the whole address
/// followed by each parameter's name and value in order of the names
/// (https://www.twilio.com/docs/usage/webhooks/webhooks-security).
/// </summary>
public static class TwilioSignature
{
    /// <summary>Whether the signature was made with one of the tokens. Takes the same time whatever is wrong with it.</summary>
    /// <param name="address">The address as it was given to Twilio.</param>
    /// <param name="form">All parameters of the post.</param>
    /// <param name="signature">The header's value; null where there is none.</param>
    /// <param name="authTokens">The tokens that are accepted; several while they are rotated.</param>
    public static bool IsValid(
        Uri address, IEnumerable<KeyValuePair<string, StringValues>> form, string? signature, IEnumerable<string> authTokens)
    {
        var parameters = Parameters(form);
        var given = Encoding.UTF8.GetBytes(signature ?? "");
        var valid = false;

        // Twilio leaves a port out of what it signs in some products and writes it in others.
        foreach (var spelling in Spellings(address))
        {
            foreach (var token in authTokens)
            {
                var expected = HMACSHA1.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(spelling + parameters));
                valid |= CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes(Convert.ToBase64String(expected)));
            }
        }

        return valid;
    }

    private static string Parameters(IEnumerable<KeyValuePair<string, StringValues>> form)
    {
        var text = new StringBuilder();
        foreach (var (name, values) in form.OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            foreach (var value in values.Distinct().Order(StringComparer.Ordinal))
            {
                text.Append(name).Append(value);
            }
        }

        return text.ToString();
    }

    private static IEnumerable<string> Spellings(Uri address)
    {
        const UriComponents Bare = UriComponents.Scheme | UriComponents.Host | UriComponents.PathAndQuery;
        return
        [
            address.OriginalString,
            address.GetComponents(Bare, UriFormat.UriEscaped),
            address.GetComponents(Bare | UriComponents.StrongPort, UriFormat.UriEscaped),
        ];
    }
}
