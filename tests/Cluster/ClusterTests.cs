using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using SeeSupport.FarAway;
using SeeSupport.FarAway.Pictures;
using SeeSupport.Grid.Tests;
using SeeSupport.Installations;
using SeeSupport.WebFront.Running;
using SeeSupport.WebFront.Uploads;

namespace SeeSupport.Cluster;

/// <summary>Agent and consumer on different fronts, sessions on whichever silo: what each does reaches the other, and outlives silos and fronts.</summary>
public sealed class ClusterTests(Database database)
{
    [Fact]
    public async Task AgentAndConsumerMeet_OnDifferentFronts_AndComeBackThroughAnyOther()
    {
        await using var all = await TwoOfEach.Start(database);
        await using var desk = await all.Desk();
        var (id, code, _) = await desk.Start();
        await using var phone = await Phone.Come(all.Addresses[1], code);
        await phone.Join();
        await phone.Ask("Signal", "offer");
        await desk.Hear("Signaled");
        await desk.Ask("Signal", id, "answer");
        await phone.Hear("Signaled");

        // A cookie and a ticket of one front are good at every other.
        await phone.Hub.DisposeAsync();
        await phone.Connect(all.Addresses[0]);
        Assert.True((await phone.Ask("Attach", phone.Key)).GetProperty("view").GetProperty("joined").GetBoolean());
        await using var deskElsewhere = await all.Desk(front: 1);
        var welcome = await deskElsewhere.Ask("Welcome");
        Assert.Equal(id, Assert.Single(welcome.GetProperty("sessions").EnumerateArray()).GetProperty("view").GetProperty("sessionId").GetString());

        await all.Fronts[0].Kill();
        await phone.Connect(all.Addresses[1]);
        await phone.Ask("Attach", phone.Key);
        await phone.Ask("Say", Guid.NewGuid(), "by the other front");
        await deskElsewhere.Ask("Signal", id, "still there");
        await phone.Hear("Signaled", count: 2);
    }

    [Fact]
    public async Task NoCommandFails_WhenSilosAreRestarted_AndNothingAcknowledgedIsLost_WhenOneIsKilled()
    {
        await using var all = await TwoOfEach.Start(database);
        var sessions = await Sessions(all, count: 8);
        using var over = new CancellationTokenSource();
        var writing = sessions.Select(session => session.Writes(over.Token)).ToArray();
        var silos = new List<ServerProcess>();
        foreach (var silo in all.Silos)
        {
            silos.Add(await all.Installation.StartSilo());
            silo.AskToStop();
            Assert.Equal(0, await silo.Ends());
        }

        await over.CancelAsync();
        await Task.WhenAll(writing);

        await silos[0].Kill();
        var killed = Stopwatch.StartNew();
        await Task.WhenAll(sessions.Select(session => session.SaysAgain(until: TimeSpan.FromSeconds(30))));
        TestContext.Current.TestOutputHelper?.WriteLine($"Everybody was answered again after {killed.Elapsed}.");
        Assert.True(killed.Elapsed < TimeSpan.FromSeconds(20), $"Everybody was answered again only after {killed.Elapsed}.");
        foreach (var session in sessions)
        {
            await session.KeptWhatWasAcknowledged();
            await session.DisposeAsync();
        }
    }

    [Fact]
    public async Task PicturesAndRecordingsGoOnAtAnotherFront_HalfWay()
    {
        await using var all = await TwoOfEach.Start(database);
        await using var desk = await all.Desk();
        var (id, code, _) = await desk.Start();
        await using var phone = await Phone.Come(all.Addresses[1], code);
        await phone.Join();

        var (picture, pictureId) = (SampleJpeg.Make(metadata: false), TusClient.NewId());
        using var here = TusClient.WithTicket(all.Addresses[0], phone.Ticket);
        using var there = TusClient.WithTicket(all.Addresses[1], phone.Ticket);
        var place = (await here.Create(pictureId, picture.Length)).Headers.Location!.ToString();
        Assert.Equal(HttpStatusCode.NoContent, (await here.Patch(place, 0, picture.AsMemory(0, 1000))).StatusCode);
        Assert.Equal(1000, TusClient.OffsetOf(await there.Head(place)));
        Assert.Equal("ready", (await there.Patch(place, 1000, picture.AsMemory(1000))).Headers.GetValues("Picture-State").Single());
        await desk.See(view => view.GetProperty("pictures").EnumerateArray().Any(each => each.GetProperty("state").GetString() == "ready"));

        using var agent = TusClient.WithCookie(all.Addresses[0], all.Cookie);
        using var agentThere = TusClient.WithCookie(all.Addresses[1], all.Cookie);
        Assert.Equal(HttpStatusCode.OK, (await agentThere.Get($"/api/pictures/{id}/{pictureId}")).StatusCode);

        await desk.Ask("ReportMedia", id, new { state = "connected", route = "direct" });
        await desk.Ask("AskConsent", id, Guid.NewGuid(), "recording");
        await phone.Ask("AnswerConsent", Guid.NewGuid(), "recording", true, null);
        var recording = $"/api/recordings/{id}/{Guid.NewGuid()}";
        byte[] webm = [0x1A, 0x45, 0xDF, 0xA3, .. new byte[996]];
        Assert.Equal(HttpStatusCode.Created, (await agent.Post(recording)).StatusCode);
        Assert.Equal(500, TusClient.OffsetOf(await agent.Patch(recording, 0, webm.AsMemory(0, 500))));
        Assert.Equal(500, TusClient.OffsetOf(await agentThere.Head(recording)));
        Assert.Equal(1000, TusClient.OffsetOf(await agentThere.Patch(recording, 500, webm.AsMemory(500))));
    }

    [Fact]
    public async Task SupervisorsSeeEveryProcess_WhicheverFrontTheyAskAt()
    {
        await using var all = await TwoOfEach.Start(database);
        await using var desk = await all.Desk();
        await desk.Start();
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false }) { BaseAddress = all.Addresses[1] };
        http.DefaultRequestHeaders.Add("Cookie", await all.CookieOf("supervisor"));
        Assert.Contains("operations-charts", await http.GetStringAsync("/operations"));
        await Eventually.TrueAsync(async () =>
        {
            var reports = (await http.GetFromJsonAsync<JsonElement>("/api/operations")).EnumerateArray().ToArray();
            var processes = reports.DistinctBy(each => each.GetProperty("processId").GetString()).Select(each => each.GetProperty("name").GetString()!).ToArray();
            return processes.Count(name => name.StartsWith("silo on ", StringComparison.Ordinal)) == 2
                && processes.Count(name => name.StartsWith("front on ", StringComparison.Ordinal)) == 2
                && reports.Any(each => each.GetProperty("figures").EnumerateObject().Any(figure => figure.Name.StartsWith("seesupport.hub.connections|", StringComparison.Ordinal)));
        });
    }

    [Fact]
    public async Task AFrontThatLeavesTakesNobodyBack_AndTheProxyAsksTheOther()
    {
        await using var all = await TwoOfEach.Start(database, new KeyValuePair<string, string?>("SeeSupport:Front:Drain", "00:01:00"));
        await using var proxy = await ReverseProxy.Start(FreePort.Next(), all.Addresses[0].Port, all.Addresses[1].Port);
        await using var desk = await Desk.Connect(proxy.Address, all.Cookie);
        var (id, _, _) = await desk.Start();

        all.Fronts[0].AskToStop();
        await desk.Hear("Draining");
        // Its commands are still done, and it comes back to the other front while the old one still runs.
        await desk.Ask("Say", id, Guid.NewGuid(), "before");
        await Assert.ThrowsAsync<WebSocketException>(() => Desk.Connect(all.Addresses[0], all.Cookie));
        await using var back = await Desk.Connect(proxy.Address, all.Cookie);
        await back.Ask("Attach", id);
        await desk.Hub.DisposeAsync();
        Assert.Equal(0, await all.Fronts[0].Ends());
        await back.Ask("Say", id, Guid.NewGuid(), "after");
    }

    [Fact]
    public async Task FrontsRunTheGrainsThemselves_WhereTheirSilosAreInside()
    {
        await using var installation = await Installation.Make(database.Server);
        var (_, first) = await installation.StartFront(port: null, Inside());
        var (_, second) = await installation.StartFront(port: null, Inside());
        await installation.CreateAccount("ana", "Passw0rd-of-ana", "restricted-agent");
        await using var desk = await Desk.Connect(first, await SignIn.As("ana", "Passw0rd-of-ana", second));
        var (_, code, _) = await desk.Start();
        await using var phone = await Phone.Come(second, code);
        await phone.Join();
        await phone.Ask("Signal", "offer");
        await desk.Hear("Signaled");

        static KeyValuePair<string, string?>[] Inside() =>
        [
            new("SeeSupport:Grid:Silo", "Inside"),
            new("SeeSupport:Grid:SiloPort", $"{FreePort.Next()}"),
            new("SeeSupport:Grid:GatewayPort", $"{FreePort.Next()}"),
        ];
    }

    private static async Task<Talk[]> Sessions(TwoOfEach all, int count) =>
        await Task.WhenAll(Enumerable.Range(0, count).Select(async _ =>
        {
            var desk = await all.Desk();
            var (id, code, _) = await desk.Start();
            var phone = await Phone.Come(all.Addresses[1], code);
            await phone.Join();
            var talk = new Talk(desk, phone, id);
            await talk.Says();
            return talk;
        }));

    /// <summary>An agent and a consumer who write to each other, and what of it was acknowledged.</summary>
    private sealed record Talk(Desk Desk, Phone Phone, string Id) : IAsyncDisposable
    {
        private readonly List<string> _acknowledged = [];
        private int _lines;

        public async Task Says()
        {
            var line = $"line {++_lines}";
            await Desk.Ask("Say", Id, Guid.NewGuid(), line);
            _acknowledged.Add(line);
        }

        /// <summary>Writes with one operation id until it is answered.</summary>
        public async Task SaysAgain(TimeSpan until)
        {
            var (line, operation, watch) = ($"line {++_lines}", Guid.NewGuid(), Stopwatch.StartNew());
            while ((await Desk.Hub.Invoke("Say", Id, operation, line).WaitAsync(until)).TryGetProperty("problem", out var problem))
            {
                Assert.True(watch.Elapsed < until, $"{problem}");
                await Task.Delay(200);
            }

            _acknowledged.Add(line);
        }

        public async Task Writes(CancellationToken over)
        {
            while (!over.IsCancellationRequested)
            {
                await Says();
                await Phone.Ask("Signal", "candidate");
                await Task.Delay(250, CancellationToken.None);
            }
        }

        public async Task KeptWhatWasAcknowledged()
        {
            var log = (await Desk.Ask("ReadLog", Id, 0)).EnumerateArray().Select(each => each.GetProperty("text").GetString()).ToArray();
            Assert.All(_acknowledged, line => Assert.Single(log, each => each == line));
        }

        public async ValueTask DisposeAsync()
        {
            await Phone.DisposeAsync();
            await Desk.DisposeAsync();
        }
    }
}
