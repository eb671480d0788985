using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace SeeSupport.Sessions;

/// <summary>A link into a session as it is stored: the hash of its 128-bit token, and whose link it is.</summary>
[GenerateSerializer, Immutable, Alias("SeeSupport.LinkToken")]
internal sealed record LinkToken
{
    /// <summary>SHA-256 of the token, base64url.</summary>
    [Id(0)]
    public string Hash { get; init; } = "";

    /// <summary>The invite that carries it; null for a link copied from the console.</summary>
    [Id(1)]
    public string? InviteId { get; init; }

    /// <summary>A new token, 22 characters of base64url.</summary>
    public static string Mint()
    {
        Span<byte> bits = stackalloc byte[16];
        RandomNumberGenerator.Fill(bits);
        return Base64Url.EncodeToString(bits);
    }

    /// <summary>How a token is stored.</summary>
    public static LinkToken Of(string token, string? inviteId) => new() { Hash = HashOf(token), InviteId = inviteId };

    /// <summary>The link a token belongs to; looks at every one, so that the time says nothing about which.</summary>
    public static LinkToken? Find(IEnumerable<LinkToken> links, string token)
    {
        var hash = Encoding.ASCII.GetBytes(HashOf(token));
        LinkToken? found = null;
        foreach (var link in links)
        {
            if (CryptographicOperations.FixedTimeEquals(hash, Encoding.ASCII.GetBytes(link.Hash)))
                found = link;
        }

        return found;
    }

    private static string HashOf(string token) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
