using System.Buffers.Binary;

namespace SeeSupport.Pictures.Formats;

/// <summary>Colour profiles (ICC.1, section 7.2): kept where they are what they say, so that nothing else travels under their name.</summary>
internal static class ColourProfile
{
    /// <summary>Length of a profile's header, bytes.</summary>
    public const int HeaderLength = 128;

    /// <summary>Most parts of a profile that are kept: 1 MiB, where a phone's takes 548 bytes.</summary>
    public const int MostParts = 16;

    /// <summary>Whether bytes that begin like this, and are that long in all, are a profile.</summary>
    public static bool IsOne(ReadOnlySpan<byte> start, long length) =>
        start.Length >= HeaderLength && BinaryPrimitives.ReadUInt32BigEndian(start) == length && start.Slice(36, 4).SequenceEqual("acsp"u8);
}
