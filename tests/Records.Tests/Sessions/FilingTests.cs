using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SeeSupport.Media;
using SeeSupport.Ports;
using SeeSupport.Records.Sessions;
using SeeSupport.Records.Tests.Databases;
using SeeSupport.Sessions;

namespace SeeSupport.Records.Tests.Sessions;

public sealed class FilingTests(PostgreSqlCluster cluster)
{
    private const string Id = "0123456789abcdef";

    [Theory, OnEachDatabase]
    public async Task KeepsWhatTheAgentSees_ButNoCode(Provider provider)
    {
        await using var installation = await Installation.Make(provider, cluster);
        var process = installation.Process();
        var view = Samples.View() with { Status = SessionStatus.Closed, EndReason = EndReason.ConsumerLeft, ClosedAt = Samples.Start.AddMinutes(5), Note = "Red light" };

        await process.GetRequiredService<ISessionRecords>().File(new SessionRecord { View = view }, [], default);

        var row = await Row(process);
        Assert.Equal(view.Number, row.Number);
        Assert.Equal(SessionStatus.Closed, row.Status);
        Assert.Equal(EndReason.ConsumerLeft, row.EndReason);
        Assert.Equal(view.StartedAt, row.StartedAt);
        Assert.Equal(view.LiveAt, row.LiveAt);
        Assert.Equal(view.ClosedAt, row.ClosedAt);
        Assert.Equal(("agent-1", "Ana Silva", "CASE-7", "Red light"), (row.AgentId, row.AgentName, row.ExternalId, row.Note));
        Assert.Equal(("Android 15 · Pixel 9 · Chrome 141", "Android", "Pixel 9"), (row.Device, row.Platform, row.Model));
        Assert.Equal((MediaRoute.Relayed, "udp", 812.5), (row.Route, row.Transport, row.FirstFrameMs));
        Assert.DoesNotContain(
            typeof(SessionRow).GetProperties().Select(property => property.GetValue(row)?.ToString()),
            value => value?.Contains("472910358", StringComparison.Ordinal) == true);
    }

    [Theory, OnEachDatabase]
    public async Task ChangesNothing_WhenTheSameIsFiledTwice(Provider provider)
    {
        await using var installation = await Installation.Make(provider, cluster);
        var records = installation.Records();
        var lines = Samples.Lines(5);

        await records.File(Samples.Record(), lines, default);
        await records.File(Samples.Record(), [lines[3] with { Text = "Forged" }, lines[4], Samples.Line(6)], default);

        Assert.Equal([.. lines, Samples.Line(6)], await records.ReadLog(Id, 0, 100, default), SameLine);
        Assert.Equal(1, await installation.Scalar<int>("SELECT count(*) FROM sessions"));
    }

    [Theory, OnEachDatabase]
    public async Task KeepsTheNewerSession_AndTheOlderOnesLines(Provider provider)
    {
        await using var installation = await Installation.Make(provider, cluster);
        var process = installation.Process();
        var records = process.GetRequiredService<ISessionRecords>();
        var newer = Samples.View(version: 7) with { Status = SessionStatus.Closed, Note = "Done" };

        await records.File(new SessionRecord { View = newer }, [Samples.Line(2)], default);
        await records.File(Samples.Record(version: 6), [Samples.Line(1)], default);

        var row = await Row(process);
        Assert.Equal((7, SessionStatus.Closed, "Done"), (row.Version, row.Status, row.Note));
        Assert.Equal([1, 2], (await records.ReadLog(Id, 0, 100, default)).Select(line => line.Sequence));
    }

    [Theory, OnEachDatabase]
    public async Task KeepsTheFirstFramesTime_WhenLaterReportsDoNotRepeatIt(Provider provider)
    {
        await using var installation = await Installation.Make(provider, cluster);
        var process = installation.Process();
        var records = process.GetRequiredService<ISessionRecords>();
        var later = Samples.View(version: 2) with { Media = new MediaReport { State = MediaState.Interrupted } };

        await records.File(Samples.Record(), [], default);
        await records.File(new SessionRecord { View = later }, [], default);

        var row = await Row(process);
        Assert.Equal((2, 812.5, MediaRoute.Relayed), (row.Version, row.FirstFrameMs, row.Route));
    }

    [Theory, OnEachDatabase]
    public async Task ReadsTheLogInOrder_FromAPlace_UpToALimit(Provider provider)
    {
        await using var installation = await Installation.Make(provider, cluster);
        var records = installation.Records();
        await records.File(Samples.Record(), [.. Samples.Lines(20).Reverse()], default);
        await records.File(Samples.Record("another0session0"), Samples.Lines(3), default);

        var page = await records.ReadLog(Id, 5, 10, default);

        Assert.Equal(Enumerable.Range(6, 10).Select(number => (long)number), page.Select(line => line.Sequence));
        Assert.Empty(await records.ReadLog("nobody0knows0it0", 0, 10, default));
    }

    [Theory, OnEachDatabase]
    public async Task GivesALineBackAsItWas(Provider provider)
    {
        await using var installation = await Installation.Make(provider, cluster);
        var records = installation.Records();
        var line = Samples.Line(1, "Olá 👋 'quoted' \\ \"double\"\nsecond", EventKind.InviteFailed) with
        {
            By = null,
            Data = ImmutableDictionary<string, string>.Empty.Add("code", "invite-number-malformed").Add("ünï", "é\"'"),
        };

        await records.File(Samples.Record(), [line], default);

        Assert.Equal([line], await records.ReadLog(Id, 0, 10, default), SameLine);
    }

    [Theory, OnEachDatabase]
    public async Task FilesTextThatNoDatabaseTakes_WithReplacementCharacters(Provider provider)
    {
        await using var installation = await Installation.Make(provider, cluster);
        var records = installation.Records();

        await records.File(Samples.Record(), [Samples.Line(1, "a\0b\uD800c")], default);

        Assert.Equal("a\uFFFDb\uFFFDc", Assert.Single(await records.ReadLog(Id, 0, 10, default)).Text);
    }

    [Theory, OnEachDatabase]
    public async Task FilesTenThousandLinesAtOnce(Provider provider)
    {
        await using var installation = await Installation.Make(provider, cluster);
        var records = installation.Records();
        var lines = Samples.Lines(10_000);

        await records.File(Samples.Record(), lines, default);

        Assert.Equal(10_000, await installation.Scalar<int>("SELECT count(*) FROM session_events"));
        Assert.Equal(lines[^1], Assert.Single(await records.ReadLog(Id, 9_999, 100, default)), SameLine);
    }

    [Theory, OnEachDatabase]
    public async Task FilesManySessionsAtOnce_FromTwoProcesses(Provider provider)
    {
        await using var installation = await Installation.Make(provider, cluster);
        ISessionRecords[] processes = [installation.Records(), installation.Records()];

        await Task.WhenAll(
            from version in Enumerable.Range(1, 10)
            from session in Enumerable.Range(1, 50)
            select processes[(version + session) % 2].File(
                Samples.Record($"session{session}", version), [Samples.Line(version)], default));

        Assert.Equal(50, await installation.Scalar<int>("SELECT count(*) FROM sessions WHERE version = 10"));
        Assert.Equal(500, await installation.Scalar<int>("SELECT count(*) FROM session_events"));
    }

    [Theory, OnEachDatabase]
    public async Task FilesTheOthers_WhenOneCannotBeStored(Provider provider)
    {
        await using var installation = await Installation.Make(provider, cluster);
        var process = installation.Process();
        var records = process.GetRequiredService<ISessionRecords>();
        await records.File(Samples.Record("opens0the0schema"), [], default);
        await installation.Execute(
            "CREATE UNIQUE INDEX refuses ON sessions (note) WHERE note = 'taken'");
        await records.File(new SessionRecord { View = Samples.View("first") with { Note = "taken" } }, [], default);

        var filings = Enumerable.Range(1, 20)
            .Select(number => records.File(
                new SessionRecord { View = Samples.View($"session{number}") with { Note = number == 10 ? "taken" : null } }, [Samples.Line(1)], default))
            .ToList();
        await Task.WhenAny(Task.WhenAll(filings));

        Assert.Equal([10], filings.Index().Where(filing => filing.Item.IsFaulted).Select(filing => filing.Index + 1));
        Assert.Equal(19, await installation.Scalar<int>("SELECT count(*) FROM session_events"));
    }

    [Theory, OnEachDatabase]
    public async Task StoresWhatStillWaits_WhenTheProcessStops(Provider provider)
    {
        await using var installation = await Installation.Make(provider, cluster);
        var process = installation.Process();
        var records = process.GetRequiredService<ISessionRecords>();

        var filings = Enumerable.Range(1, 300).Select(number => records.File(Samples.Record($"session{number}"), [], default)).ToList();
        await process.DisposeAsync();

        Assert.All(filings, filing => Assert.True(filing.IsCompleted || filing.Wait(TimeSpan.FromSeconds(30))));
        Assert.Equal(300, await installation.Scalar<int>("SELECT count(*) FROM sessions"));
    }

    [Fact]
    public async Task GoesOn_WhenPostgreSqlWasRestarted()
    {
        await using var cluster = new PostgreSqlCluster();
        await cluster.InitializeAsync();
        await using var installation = await Installation.Make(Provider.PostgreSql, cluster);
        var records = installation.Records();
        await records.File(Samples.Record(version: 1), Samples.Lines(1), default);

        await cluster.Stop();
        await cluster.Start();
        await records.File(Samples.Record(version: 2), Samples.Lines(2), default);

        Assert.Equal(2, (await records.ReadLog(Id, 0, 10, default)).Length);
    }

    private static Task<SessionRow> Row(IServiceProvider process) => process.GetRequiredService<RecordsDatabase>()
        .Use(context => context.Sessions.SingleAsync(row => row.Id == Id), default);

    private static bool SameLine(SessionEvent one, SessionEvent other) =>
        one with { Data = other.Data } == other && one.Data.OrderBy(pair => pair.Key).SequenceEqual(other.Data.OrderBy(pair => pair.Key));
}
