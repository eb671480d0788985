using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace SeeSupport.Records;

/// <summary>Keeps a time in SQLite, which has no type for it, as precisely as PostgreSQL does, and so that it sorts.</summary>
internal sealed class UnixMicroseconds() : ValueConverter<DateTimeOffset, long>(
    time => Of(time),
    stored => DateTimeOffset.UnixEpoch.AddTicks(stored * TimeSpan.TicksPerMicrosecond))
{
    /// <summary>Microseconds since 1970, UTC.</summary>
    public static long Of(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
}
