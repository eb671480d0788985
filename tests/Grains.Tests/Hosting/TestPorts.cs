using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
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

/// <summary>A way for texts that says what the test wants.</summary>
internal sealed class TestTexts : ITextSender
{
    public ConcurrentQueue<TextMessage> Sent { get; } = new();

    public Func<TextMessage, DeliveryReport> Report { get; set; } = _ => new() { State = InviteState.Sent, ProviderId = "provider-1" };

    public Task<DeliveryReport> Send(TextMessage message, CancellationToken cancellation)
    {
        Sent.Enqueue(message);
        return Task.FromResult(Report(message));
    }

    public int Segments(string text) => 1;
}

/// <summary>Files of picture messages that are as the test wants.</summary>
internal sealed class TestTextMedia : ITextMedia
{
    /// <summary>Ids of the files that were asked for.</summary>
    public ConcurrentQueue<string> Fetched { get; } = new();

    /// <summary>Ids of the files that were to be deleted.</summary>
    public ConcurrentQueue<string> Deleted { get; } = new();

    /// <summary>Whether deleting comes to nothing.</summary>
    public bool Unreachable { get; set; }

    public Func<string, byte[]> Content { get; set; } = _ => throw new SeeSupportException(Problems.TextFileUnreachable);

    public Task<Stream> Fetch(string messageId, string mediaId, long mostBytes, Action<long> progress, CancellationToken cancellation)
    {
        Fetched.Enqueue(mediaId);
        return Task.FromResult<Stream>(new MemoryStream(Content(mediaId)));
    }

    public Task Delete(string messageId, string mediaId, CancellationToken cancellation)
    {
        Deleted.Enqueue(mediaId);
        return Unreachable ? Task.FromException(new SeeSupportException(Problems.TextFileUnreachable)) : Task.CompletedTask;
    }
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

/// <summary>Pictures in memory.</summary>
internal sealed class TestPictures : IPictureStore
{
    /// <summary>What is stored.</summary>
    public ConcurrentDictionary<(string SessionId, string Hash), byte[]> Files { get; } = new();

    /// <summary>Whether it is out of reach.</summary>
    public bool Broken { get; set; }

    public PictureDraft Draft(string sessionId) => new TestDraft(this, sessionId);

    public Task<Stream?> Open(string sessionId, string hash, CancellationToken cancellation) =>
        Task.FromResult<Stream?>(Files.TryGetValue((sessionId, hash), out var bytes) ? new MemoryStream(bytes) : null);

    /// <summary>What a deletion waits for before it is done.</summary>
    public Task Deleting { get; set; } = Task.CompletedTask;

    /// <summary>Deletions that were begun.</summary>
    public int Deletions { get; private set; }

    public async Task Delete(string sessionId, string hash, CancellationToken cancellation)
    {
        if (Broken)
            throw new SeeSupportException(Problems.PictureStoreUnavailable);
        Deletions++;
        await Deleting;
        Files.TryRemove((sessionId, hash), out _);
    }

    public async IAsyncEnumerable<StoredPicture> List([EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        foreach (var (sessionId, hash) in Files.Keys.Order())
            yield return new(sessionId, hash, DateTimeOffset.UnixEpoch);
    }

    private sealed class TestDraft(TestPictures store, string sessionId) : PictureDraft
    {
        private readonly MemoryStream _content = new();

        public override Stream Content => _content;

        public override Task<string> Keep(CancellationToken cancellation)
        {
            if (store.Broken)
                throw new SeeSupportException(Problems.PictureStoreUnavailable);
            var hash = Convert.ToHexStringLower(SHA256.HashData(_content.ToArray()));
            store.Files[(sessionId, hash)] = _content.ToArray();
            return Task.FromResult(hash);
        }

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
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
