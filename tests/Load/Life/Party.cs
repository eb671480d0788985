using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;
using SeeSupport.Load.Report;
using SeeSupport.Wire;

namespace SeeSupport.Load.Life;

/// <summary>
/// One side of a session, with its connection. A signal carries the time it was sent, so that the other side, in the same process, can
/// tell how long it took.
/// </summary>
internal abstract class Party(Tally tally) : IAsyncDisposable
{
    private const string SentMark = "\"sent\":";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    /// <summary>As long as a page waits for a connection before it tries another one.</summary>
    private static readonly TimeSpan s_connecting = TimeSpan.FromSeconds(10);

    private readonly Channel<string> _signals = Channel.CreateUnbounded<string>();
    private HubClient? _hub;

    /// <summary>What is counted.</summary>
    protected Tally Tally => tally;

    /// <summary>Completes when the connection is over.</summary>
    public Task Ended => _hub?.Ended ?? Task.CompletedTask;

    /// <summary>Connects, or connects again.</summary>
    protected async Task Connect(Uri hub, string? ticket = null, string? cookie = null)
    {
        var headers = cookie is null ? null : new Dictionary<string, string> { ["Cookie"] = cookie };
        using var patience = new CancellationTokenSource(s_connecting);
        _hub = await HubClient.Connect(hub, ticket, headers, Heard, cancellation: patience.Token);
    }

    /// <summary>Calls the hub.</summary>
    protected Task<JsonElement> Invoke(string method, params object?[] arguments) => _hub!.Invoke(method, arguments).WaitAsync(s_patience);

    /// <summary>Calls the product's hub; throws what it refuses.</summary>
    protected async Task<JsonElement> Ask(string method, params object?[] arguments)
    {
        var answer = await Invoke(method, arguments);
        return answer.TryGetProperty("problem", out var problem) && problem.ValueKind == JsonValueKind.Object
            ? throw new RefusedException(problem.GetProperty("code").GetString()!)
            : answer.GetProperty("value");
    }

    /// <summary>A signal of a kind, brought to a length.</summary>
    protected static string Signal(string kind, int bytes)
    {
        var head = $$"""{"kind":"{{kind}}",{{SentMark}}{{Stopwatch.GetTimestamp()}},"sdp":" """;
        return head + new string('x', Math.Max(0, bytes - head.Length - 2)) + "\"}";
    }

    /// <summary>Sends a signal of a kind and a length to the other side.</summary>
    public abstract Task Send(string kind, int bytes);

    /// <summary>Waits for so many signals of the other side.</summary>
    public async Task Signals(int count)
    {
        using var patience = new CancellationTokenSource(s_patience);
        try
        {
            for (; count > 0; count--)
                await _signals.Reader.ReadAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException();
        }
    }

    /// <summary>Cuts the connection without a goodbye.</summary>
    public void Cut() => _hub?.Cut();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_hub is not null)
            await _hub.DisposeAsync();
    }

    private void Heard(HubCall call)
    {
        if (call.Target != "Signaled")
            return;
        var payload = call.Arguments[call.Arguments.GetArrayLength() - 1].GetString()!;
        var at = payload.IndexOf(SentMark, StringComparison.Ordinal) + SentMark.Length;
        var sent = long.Parse(payload.AsSpan(at, payload.IndexOf(',', at) - at), CultureInfo.InvariantCulture);
        tally.Took(Tally.Signal, Stopwatch.GetElapsedTime(sent));
        _signals.Writer.TryWrite(payload);
    }
}
