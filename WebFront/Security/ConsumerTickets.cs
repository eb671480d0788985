using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using SeeSupport.Sessions;

namespace SeeSupport.WebFront.Security;

/// <summary>
/// Makes and reads consumers' tickets: encrypted and signed by Data Protection, with everything inside, so that any front can read one
/// without asking anybody.
/// </summary>
internal sealed class ConsumerTickets(IDataProtectionProvider protection, TimeProvider time)
{
    /// <summary>How long a ticket is good: as long as a session is kept for a lost agent.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    private readonly IDataProtector _protector = protection.CreateProtector("SeeSupport.ConsumerTicket.v1");

    /// <summary>Makes a ticket for a device that has arrived at a session.</summary>
    public string Issue(string sessionId, ConsumerIdentity consumer)
    {
        var expires = (time.GetUtcNow() + Lifetime).ToUnixTimeSeconds();
        return _protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{sessionId}|{consumer.DeviceKeyHash}|{consumer.ByCode}|{expires}"));
    }

    /// <summary>The ticket, or null when it is forged, damaged or over.</summary>
    public ConsumerTicket? Read(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.Length > 1024)
            return null;
        try
        {
            var parts = _protector.Unprotect(text).Split('|');
            var expires = DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts[3], CultureInfo.InvariantCulture));
            return expires <= time.GetUtcNow()
                ? null
                : new ConsumerTicket(parts[0], new ConsumerIdentity(parts[1], parts[2].Length == 0 ? null : parts[2]), expires);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
