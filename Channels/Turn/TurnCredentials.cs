using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SeeSupport.Channels.Turn;

/// <summary>
/// A user name with its end in it and the password that goes with it: base64 of HMAC-SHA1 over the user name, keyed with the secret shared
/// with the server (draft-uberti-behave-turn-rest-00, section 2.2; coturn's <c>use-auth-secret</c>).
/// </summary>
internal sealed record TurnCredentials(string UserName, string Password)
{
    public static TurnCredentials Issue(string secret, DateTimeOffset expiresAt, string sessionId, string role)
    {
        var user = string.Create(CultureInfo.InvariantCulture, $"{expiresAt.ToUnixTimeSeconds()}:{sessionId}:{role}");
        return new(user, Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(user))));
    }
}
