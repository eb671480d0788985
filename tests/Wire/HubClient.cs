using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SeeSupport.Wire;

/// <summary>
/// A client of a SignalR hub: JSON hub protocol, version 1, over one WebSocket without negotiation, as the pages connect
/// (the protocol's text: dotnet/aspnetcore, src/SignalR/docs/specs/HubProtocol.md).
/// </summary>
public sealed class HubClient : IAsyncDisposable
{
    /// <summary>A record ends with this byte.</summary>
    public const byte RecordSeparator = 0x1e;

    private static readonly byte[] s_handshake = [.. """{"protocol":"json","version":1}"""u8, RecordSeparator];
    private static readonly byte[] s_ping = [.. """{"type":6}"""u8, RecordSeparator];
    /// <summary>As often as the pages do.</summary>
    private static readonly TimeSpan s_pingEvery = TimeSpan.FromSeconds(2);

    /// <summary>How the contract's shapes look on the wire: camelCase, enumerations as kebab-case words, absent values left out.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    private readonly TextSocket _socket;
    private readonly Action<HubCall>? _called;
    private readonly Func<ReadOnlySpan<byte>, bool>? _taken;
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonElement>> _pending = new();
    private readonly TaskCompletionSource _welcomed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Timer _pinging;
    private long _lastInvocation;
    private volatile bool _over;

    private HubClient(TextSocket socket, Action<HubCall>? called, Func<ReadOnlySpan<byte>, bool>? taken)
    {
        _socket = socket;
        _called = called;
        _taken = taken;
        Ended = Receive();
        _pinging = new(static state => _ = ((HubClient)state!).Ping(), this, s_pingEvery, s_pingEvery);
    }

    /// <summary>Completes when the connection is over, whoever ended it.</summary>
    public Task Ended { get; }

    /// <summary>The close message's own words, when the server sent one.</summary>
    public string? EndedBecause { get; private set; }

    /// <summary>Connects and shakes hands.</summary>
    /// <param name="hub">The hub's address, http(s) or ws(s).</param>
    /// <param name="accessToken">The ticket, sent as browsers must: in the query.</param>
    /// <param name="headers">Cookie, Origin and the like.</param>
    /// <param name="called">Gets each call the server makes, in order; must not block.</param>
    /// <param name="taken">Sees each message of the server, unread; says true of those it takes, which nobody else gets then.</param>
    /// <param name="cancellation">Gives up connecting.</param>
    public static async Task<HubClient> Connect(
        Uri hub,
        string? accessToken = null,
        IReadOnlyDictionary<string, string>? headers = null,
        Action<HubCall>? called = null,
        Func<ReadOnlySpan<byte>, bool>? taken = null,
        CancellationToken cancellation = default)
    {
        var address = new UriBuilder(hub) { Scheme = hub.Scheme is "https" or "wss" ? "wss" : "ws" };
        if (accessToken is not null)
        {
            address.Query = $"access_token={Uri.EscapeDataString(accessToken)}";
        }

        var socket = await TextSocket.Connect(address.Uri, headers, cancellation);
        var client = new HubClient(socket, called, taken);
        await socket.Send(s_handshake, cancellation);
        await client._welcomed.Task.WaitAsync(cancellation);
        return client;
    }

    /// <summary>Calls a hub method and gives its answer; an undefined element when the method has none.</summary>
    /// <exception cref="HubCallException">The server completed the call with an error, or the connection ended before it answered.</exception>
    public async Task<JsonElement> Invoke(string method, params object?[] arguments)
    {
        var id = Interlocked.Increment(ref _lastInvocation).ToString();
        var answer = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        _pending[id] = answer;
        if (_over)
        {
            throw Gone();
        }

        await _socket.Send(Invocation(method, id, arguments));
        return await answer.Task;
    }

    /// <summary>Calls a hub method whose answer nobody waits for.</summary>
    public ValueTask Send(string method, params object?[] arguments) => _socket.Send(Invocation(method, null, arguments));

    /// <summary>Sends bytes as they are, for what a well-behaved client never says.</summary>
    public ValueTask SendRaw(ReadOnlyMemory<byte> bytes) => _socket.Send(bytes);

    /// <summary>One invocation message with its record separator; without an id the server does not answer.</summary>
    public static byte[] Invocation(string method, string? id, params object?[] arguments)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, new() { Encoder = Json.Encoder }))
        {
            json.WriteStartObject();
            json.WriteNumber("type", 1);
            if (id is not null)
            {
                json.WriteString("invocationId", id);
            }

            json.WriteString("target", method);
            json.WriteStartArray("arguments");
            foreach (var argument in arguments)
            {
                JsonSerializer.Serialize(json, argument, Json);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        buffer.Write([RecordSeparator]);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Cuts the connection without a goodbye, as a lost network does.</summary>
    public void Cut() => _socket.Cut();

    /// <summary>Says nothing any more by itself, as a page whose phone has lost its network; the connection stands.</summary>
    public void FallSilent() => _pinging.Change(Timeout.Infinite, Timeout.Infinite);

    /// <summary>Says that the page is there.</summary>
    public async Task Ping()
    {
        try
        {
            await _socket.Send(s_ping);
        }
        catch (Exception over) when (TextSocket.IsEnd(over))
        {
            await _pinging.DisposeAsync();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _pinging.DisposeAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        try
        {
            await _socket.Close(patience.Token);
            await Ended.WaitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _socket.Cut();
        }

        await _socket.DisposeAsync();
    }

    private async Task Receive()
    {
        await Task.Yield();
        await _socket.Receive(message =>
        {
            while (message.Span.IndexOf(RecordSeparator) is >= 0 and var end)
            {
                Handle(message[..end]);
                message = message[(end + 1)..];
            }
        });

        _over = true;
        _welcomed.TrySetException(Gone());
        foreach (var answer in _pending.Values)
        {
            answer.TrySetException(Gone());
        }
    }

    private HubCallException Gone() => new(EndedBecause ?? "The connection has ended.");

    private void Handle(ReadOnlyMemory<byte> text)
    {
        if (_taken?.Invoke(text.Span) == true)
            return;

        using var parsed = JsonDocument.Parse(text);
        var message = parsed.RootElement;
        if (!_welcomed.Task.IsCompleted)
        {
            if (message.TryGetProperty("error", out var refusal))
            {
                _welcomed.TrySetException(new HubCallException(refusal.GetString() ?? ""));
            }
            else
            {
                _welcomed.TrySetResult();
            }

            return;
        }

        switch (message.GetProperty("type").GetInt32())
        {
            case 1:
                _called?.Invoke(new(message.GetProperty("target").GetString()!, message.GetProperty("arguments").Clone()));
                break;
            case 3 when _pending.TryRemove(message.GetProperty("invocationId").GetString()!, out var answer):
                if (message.TryGetProperty("error", out var error))
                {
                    answer.TrySetException(new HubCallException(error.GetString() ?? ""));
                }
                else
                {
                    answer.TrySetResult(message.TryGetProperty("result", out var result) ? result.Clone() : default);
                }

                break;
            case 7:
                EndedBecause = message.TryGetProperty("error", out var because) ? because.GetString() : null;
                break;
        }
    }
}
