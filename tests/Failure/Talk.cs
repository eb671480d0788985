using System.Diagnostics;
using System.Text.Json;
using SeeSupport.Wire;

namespace SeeSupport.Failure;

/// <summary>
/// An agent and a consumer who write to each other without a pause, come back whenever they are cut off, and remember what was acknowledged.
/// Each line keeps its operation id until it is.
/// </summary>
internal sealed class Talk(Field field, int number) : IAsyncDisposable
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false });
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly List<string> _acknowledged = [];
    private readonly string _key = Pages.NewDeviceKey();
    private HubClient? _agent;
    private HubClient? _consumer;
    private string _id = "";
    private string _ticket = "";

    /// <summary>Lines that were acknowledged.</summary>
    public int Acknowledged => _acknowledged.Count;

    /// <summary>Tries that were refused or not answered.</summary>
    public int Failed { get; private set; }

    /// <summary>The longest time from a line's first try to its acknowledgement.</summary>
    public TimeSpan Longest { get; private set; }

    /// <summary>Starts a session and joins it.</summary>
    public async Task Begin()
    {
        _agent = await ConnectAgent(0);
        var started = await Pages.Ask(_agent, "Start", new { operationId = Guid.NewGuid() });
        _id = started.GetProperty("view").GetProperty("sessionId").GetString()!;
        var link = started.GetProperty("link").GetProperty("url").GetString()!;
        _ticket = await Pages.Arrive(Http, FrontOf(1), link[(link.IndexOf('#') + 1)..], _key);
        _consumer = await HubClient.Connect(new(FrontOf(1), "/hubs/consumer"), _ticket);
        await Pages.Ask(_consumer, "Join", _key, Guid.NewGuid());
    }

    /// <summary>Writes until it is over.</summary>
    public async Task Write(CancellationToken over)
    {
        for (var line = 1; !over.IsCancellationRequested; line++)
        {
            await Say($"agent {line}", (operation, text) => Agent("Say", operation, text), over);
            await Say($"consumer {line}", (operation, text) => Consumer("Say", operation, text), over);
            await Task.Delay(Pause, CancellationToken.None);
        }
    }

    /// <summary>Lines that were acknowledged and are not in the log exactly once.</summary>
    public async Task<string[]> Lost()
    {
        var log = new List<string>();
        for (long after = 0; ;)
        {
            var page = (await Again(() => Agent("ReadLog", after))).EnumerateArray().ToArray();
            if (page.Length == 0)
                break;
            log.AddRange(page.Select(line => line.GetProperty("text").GetString()!));
            after = page[^1].GetProperty("sequence").GetInt64();
        }

        return [.. _acknowledged.Where(line => log.Count(each => each == line) != 1)];
    }

    public async ValueTask DisposeAsync()
    {
        if (_agent is not null)
            await _agent.DisposeAsync();
        if (_consumer is not null)
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

    private async Task<JsonElement> Agent(string method, params object[] arguments)
    {
        if (_agent is null || _agent.Ended.IsCompleted)
        {
            _agent = await ConnectAgent(Random.Shared.Next(field.Fronts.Count));
            await Pages.Ask(_agent, "Attach", _id);
        }

        return await Pages.Ask(_agent, method, [_id, .. arguments]);
    }

    private async Task<JsonElement> Consumer(string method, params object[] arguments)
    {
        if (_consumer is null || _consumer.Ended.IsCompleted)
        {
            _consumer = await HubClient.Connect(new(FrontOf(Random.Shared.Next(field.Fronts.Count)), "/hubs/consumer"), _ticket);
            await Pages.Ask(_consumer, "Attach", _key);
        }

        return await Pages.Ask(_consumer, method, arguments);
    }

    private Uri FrontOf(int turn) => field.Fronts[(number + turn) % field.Fronts.Count].Address;

    private Task<HubClient> ConnectAgent(int turn) => HubClient.Connect(
        new(FrontOf(turn), "/hubs/agent"), headers: new Dictionary<string, string> { ["Cookie"] = field.Agents[number % field.Agents.Count] });
}
