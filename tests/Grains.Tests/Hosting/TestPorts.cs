using System.Collections.Concurrent;
using System.Collections.Immutable;
using SeeSupport.Invites;
using SeeSupport.Media;
using SeeSupport.Ports;
using SeeSupport.Sessions;

namespace SeeSupport.Hosting;

/// <summary>A channel that takes as long as the test wants and says what the test wants.</summary>
internal sealed class TestSender : IInviteSender
{
    public ConcurrentQueue<InviteMessage> Sent { get; } = new();

    /// <summary>What each sending waits for.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public Func<InviteMessage, DeliveryReport> Report { get; set; } = _ => new() { State = InviteState.Sent, ProviderId = "provider-1" };

    public async Task<DeliveryReport> Send(InviteMessage message, CancellationToken cancellation)
    {
        Sent.Enqueue(message);
        await Gate;
        return Report(message);
    }

    public string Normalize(InviteChannel channel, string to) => channel switch
    {
        InviteChannel.Email when !to.Contains('@') => throw new SeeSupportException(Problems.InviteAddressMalformed),
        InviteChannel.Phone when !to.StartsWith('+') => throw new SeeSupportException(Problems.InviteNumberMalformed),
        _ => to.Trim(),
    };
}

/// <summary>Records in memory, which fail while the test wants them to.</summary>
internal sealed class TestRecords : ISessionRecords
{
    private readonly ConcurrentDictionary<(string, long), SessionEvent> _lines = new();

    public ConcurrentDictionary<string, SessionRecord> Records { get; } = new();

    public bool Broken { get; set; }

    public int Filings { get; private set; }

    public Task File(SessionRecord record, IReadOnlyList<SessionEvent> events, CancellationToken cancellation)
    {
        Filings++;
        if (Broken)
            throw new IOException("The database is gone.");
        Records.AddOrUpdate(record.View.SessionId, record, (_, known) => known.View.Version < record.View.Version ? record : known);
        foreach (var line in events)
            _lines.TryAdd((record.View.SessionId, line.Sequence), line);
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<SessionEvent>> ReadLog(string sessionId, long after, int limit, CancellationToken cancellation) => Broken
        ? throw new IOException("The database is gone.")
        : Task.FromResult<ImmutableArray<SessionEvent>>(
            [.. Log(sessionId).Where(line => line.Sequence > after).Take(limit)]);

    public IEnumerable<SessionEvent> Log(string sessionId) =>
        _lines.Where(each => each.Key.Item1 == sessionId).Select(each => each.Value).OrderBy(line => line.Sequence);
}

/// <summary>Credentials that say for whom they are.</summary>
internal sealed class TestIce : IIceServers
{
    public IceConfiguration Issue(string sessionId, ParticipantRole role) => new()
    {
        IceServers = [new() { Urls = ["turn:turn.example.com"], Username = $"{sessionId}:{role}", Credential = "secret" }],
        ExpiresAt = DateTimeOffset.MaxValue,
    };
}
