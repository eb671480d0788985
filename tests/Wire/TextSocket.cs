using System.Net.WebSockets;

namespace SeeSupport.Wire;

/// <summary>A WebSocket that carries text: whole messages in, whole messages out, from any number of senders at once.</summary>
public sealed class TextSocket : IAsyncDisposable
{
    private static readonly HttpMessageInvoker s_handshake = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false });

    private readonly ClientWebSocket _socket;
    private readonly SemaphoreSlim _sending = new(1, 1);

    private TextSocket(ClientWebSocket socket) => _socket = socket;

    /// <summary>Opens the connection; <paramref name="headers"/> go into the handshake.</summary>
    /// <exception cref="WebSocketException">The server is not there or refuses; <see cref="HttpStatusOf"/> tells how.</exception>
    public static async Task<TextSocket> Connect(
        Uri address, IReadOnlyDictionary<string, string>? headers = null, CancellationToken cancellation = default)
    {
        var socket = new ClientWebSocket();
        socket.Options.KeepAliveInterval = TimeSpan.Zero;
        socket.Options.CollectHttpResponseDetails = true;
        foreach (var (name, value) in headers ?? new Dictionary<string, string>())
        {
            socket.Options.SetRequestHeader(name, value);
        }

        try
        {
            await socket.ConnectAsync(address, s_handshake, cancellation);
            return new(socket);
        }
        catch (WebSocketException refusal)
        {
            refusal.Data[nameof(HttpStatusOf)] = (int)socket.HttpStatusCode;
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Whether an exception only says that the connection is over.</summary>
    public static bool IsEnd(Exception exception) => exception is WebSocketException or OperationCanceledException or ObjectDisposedException;

    /// <summary>The HTTP status with which a handshake was refused; 0 when there was no answer.</summary>
    public static int HttpStatusOf(WebSocketException refusal) => refusal.Data[nameof(HttpStatusOf)] as int? ?? 0;

    /// <summary>Why the server closed the connection; null while it is open or when it was cut.</summary>
    public WebSocketCloseStatus? CloseStatus => _socket.CloseStatus;

    /// <summary>Sends one message.</summary>
    public async ValueTask Send(ReadOnlyMemory<byte> text, CancellationToken cancellation = default)
    {
        await _sending.WaitAsync(cancellation);
        try
        {
            await _socket.SendAsync(text, WebSocketMessageType.Text, WebSocketMessageFlags.EndOfMessage, cancellation);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>
    /// Hands over one message after the other until the connection ends or is cut. The memory is the handler's only until it returns.
    /// </summary>
    public async Task Receive(Action<ReadOnlyMemory<byte>> handle, CancellationToken cancellation = default)
    {
        var buffer = new byte[2048];
        var length = 0;
        try
        {
            while (true)
            {
                var read = await _socket.ReceiveAsync(buffer.AsMemory(length), cancellation);
                if (read.MessageType == WebSocketMessageType.Close)
                {
                    return;
                }

                length += read.Count;
                if (read.EndOfMessage)
                {
                    handle(buffer.AsMemory(0, length));
                    length = 0;
                }
                else if (length == buffer.Length)
                {
                    Array.Resize(ref buffer, length * 2);
                }
            }
        }
        catch (Exception over) when (IsEnd(over))
        {
            return;
        }
    }

    /// <summary>Says goodbye as a page does that is closed in an orderly way.</summary>
    public async Task Close(CancellationToken cancellation = default)
    {
        try
        {
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellation);
        }
        catch (Exception over) when (IsEnd(over))
        {
            return;
        }
    }

    /// <summary>Cuts the connection without a goodbye, as a lost network does.</summary>
    public void Cut() => _socket.Abort();

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
