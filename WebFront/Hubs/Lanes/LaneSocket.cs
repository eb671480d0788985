using System.Buffers;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;

namespace SeeSupport.WebFront.Hubs.Lanes;

/// <summary>
/// A hub's WebSocket with a lane of its own for signals. SignalR reads and writes through it as through any other, and sees everything but
/// signals: those are taken out as they come and handed to <see cref="Signaled"/>, without the way through SignalR's pipes and dispatch,
/// which costs several times what the relay itself does. Everything that goes to the browser goes through one <see cref="LaneOutput"/>.
/// </summary>
internal sealed class LaneSocket(WebSocket socket, LaneOutput output, int messageBytes, TimeProvider time) : WebSocket
{
    /// <summary>SignalR ends a connection that it hears nothing of, so it hears a ping this often while there are only signals.</summary>
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(2);

    private byte[] _buffer = [];
    private int _start;
    private int _end;
    private ReadOnlyMemory<byte> _forHub;
    private ArrayBufferWriter<byte>? _parts;
    private long _heard = time.GetTimestamp();
    private long _received = time.GetTimestamp();

    /// <summary>
    /// Gets each signal, in order; the next one is read when the task is done. Null until the hub has welcomed the browser: everything is
    /// SignalR's until then.
    /// </summary>
    public Func<SignalMessage, ValueTask>? Signaled { get; set; }

    /// <summary>Whether signals name their session, as an agent's do.</summary>
    public bool NamesSession { get; set; }

    /// <summary>The way to the browser.</summary>
    public LaneOutput Output => output;

    /// <summary>How long nothing has come from the browser.</summary>
    public TimeSpan Silence => time.GetElapsedTime(Volatile.Read(ref _received));

    public override WebSocketCloseStatus? CloseStatus => socket.CloseStatus;

    public override string? CloseStatusDescription => socket.CloseStatusDescription;

    public override WebSocketState State => socket.State;

    public override string? SubProtocol => socket.SubProtocol;

    /// <summary>Gives SignalR what is its own. An empty buffer asks to be told that there is something.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (_forHub.IsEmpty && !await Sort())
        {
            // Nothing is held for a quiet browser: the first read only waits.
            var received = await socket.ReceiveAsync(_buffer.Length == 0 ? Memory<byte>.Empty : Room(), cancellationToken);
            if (received.MessageType != WebSocketMessageType.Close && _buffer.Length == 0)
                received = await socket.ReceiveAsync(Room(), cancellationToken);
            if (received.MessageType == WebSocketMessageType.Close)
                return received;
            _end += received.Count;
            Volatile.Write(ref _received, time.GetTimestamp());
        }

        var count = Math.Min(buffer.Length, _forHub.Length);
        _forHub[..count].CopyTo(buffer);
        _forHub = _forHub[count..];
        return new(count, WebSocketMessageType.Text, endOfMessage: false);
    }

    public override async Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken)
    {
        var received = await ReceiveAsync(buffer.AsMemory(), cancellationToken);
        return new(received.Count, received.MessageType, received.EndOfMessage, CloseStatus, CloseStatusDescription);
    }

    /// <summary>Takes whole hub messages from SignalR, which may come in several parts: what the lane writes must not get between them.</summary>
    public override ValueTask SendAsync(ReadOnlyMemory<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken)
    {
        if (!endOfMessage)
        {
            (_parts ??= new()).Write(buffer.Span);
            return ValueTask.CompletedTask;
        }

        if (_parts is not null)
        {
            _parts.Write(buffer.Span);
            (buffer, _parts) = (_parts.WrittenMemory, null);
        }

        output.Write(buffer);
        return ValueTask.CompletedTask;
    }

    public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) =>
        SendAsync((ReadOnlyMemory<byte>)buffer, messageType, endOfMessage, cancellationToken).AsTask();

    public override async Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken)
    {
        await output.Drain().WaitAsync(cancellationToken);
        await socket.CloseAsync(closeStatus, statusDescription, cancellationToken);
    }

    public override async Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken)
    {
        await output.Drain().WaitAsync(cancellationToken);
        await socket.CloseOutputAsync(closeStatus, statusDescription, cancellationToken);
    }

    public override void Abort() => output.Cut();

    public override void Dispose()
    {
        output.End();
        Return();
        socket.Dispose();
    }

    /// <summary>Takes signals from the front of what has come; true when SignalR's turn comes first.</summary>
    private async ValueTask<bool> Sort()
    {
        while (_buffer.AsSpan(_start, _end - _start).IndexOf(SignalMessage.Separator) is >= 0 and var length)
        {
            var message = _buffer.AsMemory(_start, length + 1);
            _start += message.Length;
            if (Signaled is null || length > messageBytes || !SignalMessage.TryRead(message.Span[..length], NamesSession, out var signal))
                return Hand(message);
            await Signaled(signal);
        }

        // Too long for anything: SignalR has a limit of its own, and words for it.
        if (_end - _start > messageBytes)
        {
            var begun = _buffer.AsMemory(_start, _end - _start);
            _start = _end;
            return Hand(begun);
        }

        if (_start == _end)
            Return();
        return time.GetElapsedTime(_heard) > PingEvery && Hand(HubMessages.Ping);
    }

    private bool Hand(ReadOnlyMemory<byte> bytes)
    {
        _forHub = bytes;
        _heard = time.GetTimestamp();
        return true;
    }

    /// <summary>Room behind a message that has only begun.</summary>
    private Memory<byte> Room()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(4096, _end * 2));
            _buffer.AsSpan(0, _end).CopyTo(larger);
            var length = _end;
            Return();
            (_buffer, _end) = (larger, length);
        }

        return _buffer.AsMemory(_end);
    }

    private void Return()
    {
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        (_buffer, _start, _end) = ([], 0, 0);
    }
}
