using SeeSupport.Hosting;

namespace SeeSupport.Sessions;

public sealed class SessionLongChatTests : IAsyncLifetime
{
    private const int Lines = 10_000;

    private TestGrid _grid = null!;

    public async ValueTask InitializeAsync() => _grid = await TestGrid.StartAsync();

    public ValueTask DisposeAsync() => _grid.DisposeAsync();

    [Fact]
    public async Task TenThousandLines_AreAllKept_AndOnlyTheNewestAreSentWithASnapshot()
    {
        var desk = await _grid.StartSession();
        var phone = await desk.GoLive();
        for (var line = 0; line < Lines; line++)
        {
            var (text, operation) = ($"line {line}", Guid.NewGuid());
            var byAgent = line % 2 == 0;
            while (!await Says(byAgent, operation, text))
            {
                // Faster than the records can follow: the line is not lost, its writer is told and sends it again.
                _grid.Clock.Advance(TimeSpan.FromSeconds(1));
                await Task.Yield();
            }
        }

        List<SessionEvent> log = [];
        for (var part = await Read(0); part.Length > 0; part = await Read(log[^1].Sequence))
            log.AddRange(part);
        Assert.Equal(Enumerable.Range(1, log.Count).Select(number => (long)number), log.Select(line => line.Sequence));
        Assert.Equal(Enumerable.Range(0, Lines).Select(line => $"line {line}"), log.Where(line => line.Kind == EventKind.Chat).Select(line => line.Text));
        Assert.InRange((await desk.Attach()).Events.Length, 1, 1_000);

        async Task<bool> Says(bool byAgent, Guid operation, string text)
        {
            try
            {
                await (byAgent ? desk.Session.AgentSays(desk.AgentId, operation, text) : phone.Session.ConsumerSays(phone.Identity, operation, text));
                return true;
            }
            catch (SeeSupportException refusal) when (refusal.Problem.Code == "records-unavailable")
            {
                return false;
            }
        }

        async Task<SessionEvent[]> Read(long after) => [.. await desk.Session.ReadLog(desk.AgentId, after)];
    }
}
