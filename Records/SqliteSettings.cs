using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace SeeSupport.Records;

/// <summary>
/// Settings that SQLite forgets with each connection. <c>synchronous=FULL</c>: in WAL mode NORMAL would lose the last commits when
/// the power fails, and these are also accounts: one that was disabled must stay so. Sessions are written in batches, so that
/// one sync serves many. <c>busy_timeout</c>, ms: how long to wait for another process on the same file.
/// </summary>
internal sealed class SqliteSettings : DbConnectionInterceptor
{
    public const int BusySeconds = 10;

    public static void Apply(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA synchronous = FULL; PRAGMA busy_timeout = {BusySeconds}000;";
        command.ExecuteNonQuery();
    }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Apply(connection);

    public override Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default)
    {
        Apply(connection);
        return Task.CompletedTask;
    }
}
