using System.Diagnostics;
using System.Text.Json;
using SeeSupport.Wire;

namespace SeeSupport.Failure;

/// <summary>
/// An agent and a consumer who write to each other without a pause, come back whenever they are cut off, and remember what was acknowledged.
/// Each line keeps its operation id until it is.
/// </summary>
internal sealed class Talk : IAsyncDisposable
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false });
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly List<string> _acknowledged = [];
    private readonly string _key = Pages.NewDeviceKey();
    private readonly Line _agent;
    private readonly Line _consumer;
    private readonly Field _field;
    private readonly int _number;
    private string _id = "";
    private string _ticket = "";
    private bool _joined;

    public Talk(Field field, int number)
    {
        (_field, _number) = (field, number);
        _agent = new(async heard =>
        {
            var hub = await HubClient.Connect(
                new(Front(0), "/hubs/agent"), headers: new Dictionary<string, string> { ["Cookie"] = field.Agents[number % field.Agents.Count].Header }, called: heard);
            return _id == "" ? hub : await Attached(hub, _id);
        });
        _consumer = new(async heard =>
        {
            var hub = await HubClient.Connect(new(Front(1), "/hubs/consumer"), _ticket, called: heard);
            return _joined ? await Attached(hub, _key) : hub;
        });
    }

    /// <summary>Lines that were acknowledged.</summary>
    public int Acknowledged => _acknowledged.Count;

    /// <summary>Tries that were refused or not answered.</summary>
    public int Failed { get; private set; }

    /// <summary>The longest time from a line's first try to its acknowledgement.</summary>
    public TimeSpan Longest { get; private set; }

    /// <summary>How often one of the two pages had to connect anew, at most.</summary>
    public int Reconnects => Math.Max(_agent.Reconnects, _consumer.Reconnects);

    /// <summary>Starts a session and joins it.</summary>
    public async Task Begin()
    {
        var started = await _agent.Ask("Start", new { operationId = Guid.NewGuid() });
        _id = started.GetProperty("view").GetProperty("sessionId").GetString()!;
        var link = started.GetProperty("link").GetProperty("url").GetString()!;
        _ticket = await Pages.Arrive(Http, Front(1), link[(link.IndexOf('#') + 1)..], _key);
        await _consumer.Ask("Join", _key, Guid.NewGuid());
        _joined = true;
    }

    /// <summary>Writes until it is over.</summary>
    public async Task Write(CancellationToken over)
    {
        for (var line = 1; !over.IsCancellationRequested; line++)
        {
            await Say($"agent {line}", (operation, text) => _agent.Ask("Say", _id, operation, text), over);
            await Say($"consumer {line}", (operation, text) => _consumer.Ask("Say", operation, text), over);
            await Task.Delay(Pause, CancellationToken.None);
        }
    }

    /// <summary>Lines that were acknowledged and are not in the log exactly once.</summary>
    public async Task<string[]> Lost()
    {
        var log = new List<string>();
        for (long after = 0; ;)
        {
            var page = (await Again(() => _agent.Ask("ReadLog", _id, after))).EnumerateArray().ToArray();
            if (page.Length == 0)
                break;
            log.AddRange(page.Select(line => line.GetProperty("text").GetString()!));
            after = page[^1].GetProperty("sequence").GetInt64();
        }

        return [.. _acknowledged.Where(line => log.Count(each => each == line) != 1)];
    }

    public async ValueTask DisposeAsync()
    {
        await _agent.DisposeAsync();
        await _consumer.DisposeAsync();
    }

    private async Task Say(string text, Func<Guid, string, Task<JsonElement>> say, CancellationToken over)
    {
        var (operation, start) = (Guid.NewGuid(), Stopwatch.GetTimestamp());
        while (!over.IsCancellationRequested || Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(60))
        {
            try
            {
                await say(operation, text);
                _acknowledged.Add(text);
                var took = Stopwatch.GetElapsedTime(start);
                Longest = took > Longest ? took : Longest;
                return;
            }
            catch (Exception failure) when (failure is RefusedException or HubCallException or TimeoutException || TextSocket.IsEnd(failure) || failure is HttpRequestException)
            {
                Failed++;
                await Task.Delay(Pause, CancellationToken.None);
            }
        }
    }

    private static async Task<T> Again<T>(Func<Task<T>> work)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return await work();
            }
            catch (Exception) when (tries < 100)
            {
                await Task.Delay(Pause);
            }
        }
    }

    private static async Task<HubClient> Attached(HubClient hub, string to)
    {
        await Pages.Ask(hub, "Attach", to);
        return hub;
    }

    /// <summary>Agent and consumer begin at different fronts, and come back to any.</summary>
    private Uri Front(int turn)
    {
        var fronts = _field.Fronts;
        return fronts[(_joined ? Random.Shared.Next(fronts.Length) : _number + turn) % fronts.Length].Address;
    }
}
