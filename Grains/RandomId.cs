using System.Security.Cryptography;

namespace SeeSupport;

/// <summary>Identities that nobody can guess: 16 characters of Crockford's base32 in lower case, 80 bits.</summary>
internal static class RandomId
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    public static string New() => RandomNumberGenerator.GetString(Alphabet, 16);
}
