using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using SeeSupport.Ports;
using SeeSupport.Sessions;

namespace SeeSupport.Records.Sessions;

/// <summary>
/// Files sessions. One writer takes all that is waiting and stores it in one transaction: under load one sync to disk, or one
/// round trip, serves many sessions; alone, a session waits for nobody.
/// </summary>
internal sealed class SessionRecords : ISessionRecords, IAsyncDisposable
{
    private const int MostWaiting = 4096;
    private const int MostInOne = 256;
    private const int MostLinesInOne = 5_000;
    private const int RowsInOneMessage = 250;

    private readonly RecordsDatabase database;
    private readonly RowWriter<SessionRow> sessions;
    private readonly RowWriter<SessionEventRow> events;
    private readonly Channel<Filing> waiting = Channel.CreateBounded<Filing>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly Task writing;

    public SessionRecords(RecordsDatabase database)
    {
        this.database = database;
        var rowsInOne = database.UsesPostgreSql ? RowsInOneMessage : 1;
        sessions = new(database.EntityType<SessionRow>(), OverOlder(database), rowsInOne);
        events = new(database.EntityType<SessionEventRow>(), "DO NOTHING", rowsInOne);
        writing = Task.Run(WriteWhatWaits);
    }

    public async Task File(SessionRecord record, IReadOnlyList<SessionEvent> events, CancellationToken cancellation)
    {
        var session = SessionRow.From(record.View);
        var filing = new Filing(session, [.. events.Select(line => SessionEventRow.From(session.Id, line))]);
        await waiting.Writer.WriteAsync(filing, cancellation);
        await filing.Done.Task.WaitAsync(cancellation);
    }

    public Task<ImmutableArray<SessionEvent>> ReadLog(string sessionId, long after, int limit, CancellationToken cancellation) => database.Use(
        async context =>
        {
            var lines = await context.SessionEvents
                .Where(line => line.SessionId == sessionId && line.Sequence > after)
                .OrderBy(line => line.Sequence)
                .Take(limit)
                .ToListAsync(cancellation);
            return lines.Select(line => line.ToEvent()).ToImmutableArray();
        },
        cancellation);

    /// <summary>Stores what still waits.</summary>
    public async ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
        await writing;
    }

    // What a later report does not repeat (a route that is unknown for a moment, the first frame's time) stays as it was.
    private static string OverOlder(RecordsDatabase database)
    {
        string[] kept = [nameof(SessionRow.Route), nameof(SessionRow.Transport), nameof(SessionRow.FirstFrameMs)];
        var updates = database.EntityType<SessionRow>().GetProperties()
            .Where(property => !property.IsPrimaryKey())
            .Select(property => (property.Name, Column: property.GetColumnName()))
            .Select(property => kept.Contains(property.Name)
                ? $"{property.Column} = coalesce(excluded.{property.Column}, sessions.{property.Column})"
                : $"{property.Column} = excluded.{property.Column}");
        return $"(id) DO UPDATE SET {string.Join(", ", updates)} WHERE excluded.version > sessions.version";
    }

    private async Task WriteWhatWaits()
    {
        while (await waiting.Reader.WaitToReadAsync())
        {
            var batch = new List<Filing>();
            var lines = 0;
            while (batch.Count < MostInOne && lines < MostLinesInOne && waiting.Reader.TryRead(out var filing))
            {
                batch.Add(filing);
                lines += filing.Lines.Length;
            }

            await Write(batch);
        }
    }

    private async Task Write(IReadOnlyList<Filing> batch)
    {
        try
        {
            await database.UseBare(async (connection, transaction) =>
            {
                // In the order of their keys, so that two processes cannot wait for each other in a circle.
                var bySession = batch.GroupBy(filing => filing.Session.Id).OrderBy(group => group.Key, StringComparer.Ordinal).ToList();
                await sessions.Write(connection, transaction, [.. bySession.Select(Newest)]);
                await events.Write(connection, transaction, [.. bySession.SelectMany(group => group.SelectMany(filing => filing.Lines))]);
                return bySession.Count;
            });
            foreach (var filing in batch)
            {
                filing.Done.TrySetResult();
            }
        }
        catch (Exception failure) when (batch.Count == 1 || failure is SeeSupportException)
        {
            foreach (var filing in batch)
            {
                filing.Done.TrySetException(failure);
            }
        }
        catch (Exception)
        {
            // One of them cannot be stored; the others are not to suffer for it.
            foreach (var filing in batch)
            {
                await Write([filing]);
            }
        }
    }

    private static SessionRow Newest(IEnumerable<Filing> ofOneSession) =>
        ofOneSession.Select(filing => filing.Session).OrderBy(session => session.Version).Aggregate((older, newer) => newer.After(older));

    private sealed record Filing(SessionRow Session, ImmutableArray<SessionEventRow> Lines)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
