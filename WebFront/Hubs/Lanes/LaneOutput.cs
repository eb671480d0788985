using System.Buffers;
using System.Net.WebSockets;

namespace SeeSupport.WebFront.Hubs.Lanes;

/// <summary>
/// What goes to one browser, in the order it was written. While one frame is under way, everything written meanwhile gathers for the next:
/// hub messages end with a separator of their own, so that several fit into one frame. A browser that reads too slowly is cut off.
/// </summary>
internal sealed class LaneOutput(WebSocket socket, int bytesWaiting, TimeSpan patience, TimeProvider time) : IThreadPoolWorkItem
{
    /// <summary>So many bytes are worth a frame of their own, however little they are waited for.</summary>
    private const int Enough = 16 * 1024;

    private readonly Lock _lock = new();
    private Buffer? _gathering;
    private TaskCompletionSource? _idle;
    private bool _isSending;
    private bool _isSentSoon;
    private bool _isOver;
    private long _written;

    /// <summary>How long nothing was written to the browser; zero before the first thing was, which has to be the handshake's answer.</summary>
    public TimeSpan Quiet => Volatile.Read(ref _written) is not 0 and var at ? time.GetElapsedTime(at) : TimeSpan.Zero;

    /// <summary>Writes hub messages that have the form in which they are sent already, without waiting; false when the connection is over or too slow.</summary>
    public bool Write(ReadOnlyMemory<byte> messages) => Write(messages, static (writer, bytes) => writer.Write(bytes.Span));

    /// <summary>Writes hub messages without waiting for the browser; false when the connection is over, or is being ended for being slow.</summary>
    /// <param name="state">Given to <paramref name="write"/>.</param>
    /// <param name="write">Writes whole messages, each with its separator.</param>
    /// <param name="isUrgent">False sends the messages with what comes next, or once what already waits for a thread has had its turn.</param>
    public bool Write<T>(in T state, Action<IBufferWriter<byte>, T> write, bool isUrgent = true)
    {
        lock (_lock)
        {
            if (_isOver)
                return false;
            if (_gathering?.WrittenCount > bytesWaiting)
            {
                Over();
                socket.Abort();
                return false;
            }

            Append(state, write);
            if (_isSending)
                return true;
            if (!isUrgent && _gathering!.WrittenCount < Enough)
            {
                if (!_isSentSoon)
                    ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
                _isSentSoon = true;
                return true;
            }

            _isSending = true;
        }

        Send();
        return true;
    }

    /// <summary>Sends what was not urgent.</summary>
    public void Execute()
    {
        lock (_lock)
        {
            _isSentSoon = false;
            if (_isSending || _gathering is null)
                return;
            _isSending = true;
        }

        Send();
    }

    /// <summary>Completes when everything written has been sent, or the connection is over.</summary>
    public Task Drain()
    {
        Execute();
        lock (_lock)
            return _isSending ? (_idle ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task : Task.CompletedTask;
    }

    /// <summary>Nothing is written any more.</summary>
    public void End()
    {
        lock (_lock)
            Over();
    }

    /// <summary>Ends the connection at once, whatever is under way.</summary>
    public void Cut()
    {
        End();
        socket.Abort();
    }

    private void Send()
    {
        while (Next() is { } buffer)
        {
            var sending = Begin(buffer);
            if (!sending.IsCompletedSuccessfully)
            {
                _ = SendOn(sending, buffer);
                return;
            }

            sending.GetAwaiter().GetResult();
            buffer.Return();
        }
    }

    /// <summary>No token goes with it: a send that can be cancelled costs a way of its own, and nearly all are done at once.</summary>
    private ValueTask Begin(Buffer buffer)
    {
        try
        {
            return socket.SendAsync(buffer.WrittenMemory, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        catch (Exception failure)
        {
            return ValueTask.FromException(failure);
        }
    }

    private async Task SendOn(ValueTask sending, Buffer buffer)
    {
        var sent = sending.AsTask();
        try
        {
            await sent.WaitAsync(patience, time);
        }
        catch (Exception)
        {
            // Whatever ended it: SignalR reads from a socket that is gone, and ends its side.
            Cut();
            await sent.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        buffer.Return();
        Send();
    }

    private Buffer? Next()
    {
        lock (_lock)
        {
            if (!_isOver && _gathering is { } next)
            {
                _gathering = null;
                return next;
            }

            _isSending = false;
            _idle?.SetResult();
            _idle = null;
            return null;
        }
    }

    private void Over()
    {
        _isOver = true;
        _gathering?.Return();
        _gathering = null;
    }

    /// <summary>A message that could not be written whole is taken back: half of one would spoil those after it.</summary>
    private void Append<T>(in T state, Action<IBufferWriter<byte>, T> write)
    {
        var buffer = _gathering ??= new Buffer();
        var before = buffer.WrittenCount;
        try
        {
            write(buffer, state);
            Volatile.Write(ref _written, time.GetTimestamp());
        }
        catch
        {
            buffer.WrittenCount = before;
            throw;
        }
    }

    /// <summary>A buffer that is lent while there is something to send, so that a quiet connection holds none.</summary>
    private sealed class Buffer : IBufferWriter<byte>
    {
        private byte[] _bytes = ArrayPool<byte>.Shared.Rent(1024);

        public int WrittenCount { get; set; }

        public ReadOnlyMemory<byte> WrittenMemory => _bytes.AsMemory(0, WrittenCount);

        public void Return()
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = [];
        }

        public void Advance(int count) => WrittenCount += count;

        public Memory<byte> GetMemory(int sizeHint = 0)
        {
            Reserve(sizeHint);
            return _bytes.AsMemory(WrittenCount);
        }

        public Span<byte> GetSpan(int sizeHint = 0)
        {
            Reserve(sizeHint);
            return _bytes.AsSpan(WrittenCount);
        }

        private void Reserve(int sizeHint)
        {
            if (_bytes.Length - WrittenCount >= Math.Max(sizeHint, 1))
                return;
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, WrittenCount + sizeHint));
            WrittenMemory.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }
    }
}
