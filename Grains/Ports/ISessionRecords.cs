using System.Collections.Immutable;
using SeeSupport.Sessions;

namespace SeeSupport.Ports;

/// <summary>
/// Where sessions and their logs are kept for reading long after the grain is gone. A grain's own state is what is acknowledged;
/// records follow it, and filing the same thing twice changes nothing.
/// </summary>
public interface ISessionRecords
{
    /// <summary>Keeps the session as it now is (a record with a lower version changes nothing) and the log's lines that are not there yet, in one transaction.</summary>
    Task File(SessionRecord record, IReadOnlyList<SessionEvent> events, CancellationToken cancellation);

    /// <summary>Lines after a sequence number, oldest first, at most <paramref name="limit"/>.</summary>
    Task<ImmutableArray<SessionEvent>> ReadLog(string sessionId, long after, int limit, CancellationToken cancellation);
}

/// <summary>What is kept of a session beside its log.</summary>
public sealed record SessionRecord
{
    /// <summary>The session as its agent sees it.</summary>
    public required AgentView View { get; init; }
}
