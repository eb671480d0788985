namespace SeeSupport.Records;

/// <summary>Keys of PostgreSQL's advisory locks, which are shared by all programs of a database: a prefix of ours, then a number.</summary>
internal static class DatabaseLock
{
    private const long Prefix = 0x5365_6553_7570_0000;

    public const long Schema = Prefix + 1;
    public const long FirstAccounts = Prefix + 2;
}
