using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using SeeSupport.Sessions;

namespace SeeSupport.WebFront.Security;

/// <summary>What a consumer's phone may do: be the consumer of one session, with one device key, until it expires.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="Consumer">The device, and the code it arrived with.</param>
/// <param name="ExpiresAt">When the ticket ends, UTC.</param>
internal sealed record ConsumerTicket(string SessionId, ConsumerIdentity Consumer, DateTimeOffset ExpiresAt)
{
    /// <summary>SHA-256 of a device's key, base64url: all that this side knows of the key.</summary>
    public static string HashOf(string deviceKey) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(deviceKey)));

    /// <summary>The problem of every ticket that is not good, whatever is wrong with it.</summary>
    public static SeeSupportException Refused() => new("ticket-refused", "This visit is over. Enter the code again.");

    /// <summary>Throws <c>ticket-refused</c> unless the key is the one the ticket was made for.</summary>
    public void Check(string deviceKey)
    {
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(HashOf(deviceKey)), Encoding.ASCII.GetBytes(Consumer.DeviceKeyHash)))
            throw Refused();
    }
}
