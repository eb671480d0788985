namespace SeeSupport.Records.Tests.Databases;

/// <summary>The databases that records can be kept in.</summary>
public enum Provider
{
    Sqlite,
    PostgreSql,
}
