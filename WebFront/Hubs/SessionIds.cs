using System.Buffers;

namespace SeeSupport.WebFront.Hubs;

/// <summary>What a session's id looks like, so that nothing else becomes a grain.</summary>
internal static class SessionIds
{
    private const int Length = 16;
    private static readonly SearchValues<char> Alphabet = SearchValues.Create("0123456789abcdefghjkmnpqrstvwxyz");

    /// <summary>Whether a text is 16 characters of Crockford's base32 in lower case.</summary>
    public static bool IsWellFormed(string? text) => text?.Length == Length && !text.AsSpan().ContainsAnyExcept(Alphabet);
}
