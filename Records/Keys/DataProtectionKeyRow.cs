namespace SeeSupport.Records.Keys;

/// <summary>One element of Data Protection's key ring.</summary>
internal sealed class DataProtectionKeyRow
{
    public long Position { get; init; }
    public required string FriendlyName { get; init; }
    public required string Xml { get; init; }
}
