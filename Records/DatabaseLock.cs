using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SeeSupport.Records;

/// <summary>Keys of PostgreSQL's advisory locks, which are shared by all programs of a database: a prefix of ours, then a number.</summary>
internal static class DatabaseLock
{
    private const long Prefix = 0x5365_6553_7570_0000;

    public const long Schema = Prefix + 1;
    public const long FirstAccounts = Prefix + 2;

    /// <summary>A lock for one of very many things; two that meet by chance only wait for each other.</summary>
    public static long Of(string thing) => BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(thing)));
}
