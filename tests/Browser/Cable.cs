using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using SeeSupport.FarAway;

namespace SeeSupport.Browser;

/// <summary>The wire between browsers and the product, with a switch: while it is cut, connections break and new ones are refused.</summary>
public sealed class Cable : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Socket, byte> _sockets = [];
    private readonly int _target;
    private readonly IPAddress _at;
    private TcpListener? _listener;

    private Cable(int target, IPAddress at) => (_target, _at) = (target, at);

    /// <summary>The address browsers use.</summary>
    public string Address => $"http://{(IPAddress.IsLoopback(_at) ? "localhost" : _at)}:{Port}";

    /// <summary>The port browsers use.</summary>
    public int Port { get; private set; }

    /// <summary>Lays a cable to a port of this machine, from an address of it.</summary>
    public static Cable To(int port, IPAddress? at = null)
    {
        var cable = new Cable(port, at ?? IPAddress.Loopback) { Port = FreePort.Next() };
        cable.Restore();
        return cable;
    }

    /// <summary>Breaks every connection and refuses new ones.</summary>
    public void Cut()
    {
        _listener?.Stop();
        _listener = null;
        foreach (var socket in _sockets.Keys)
        {
            socket.Close(0);
        }
    }

    /// <summary>Lets connections through again.</summary>
    public void Restore()
    {
        _listener = new TcpListener(_at, Port);
        _listener.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        _listener.Start();
        _ = Accept(_listener);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Cut();
        _stop.Cancel();
        _stop.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task Accept(TcpListener from)
    {
        try
        {
            while (true)
            {
                _ = Carry(await from.AcceptSocketAsync(_stop.Token));
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task Carry(Socket near)
    {
        using var far = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        near.NoDelay = true;
        _sockets[near] = _sockets[far] = 0;
        try
        {
            await far.ConnectAsync(IPAddress.Loopback, _target, _stop.Token);
            using var nearStream = new NetworkStream(near);
            using var farStream = new NetworkStream(far);
            await Task.WhenAny(nearStream.CopyToAsync(farStream, _stop.Token), farStream.CopyToAsync(nearStream, _stop.Token));
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException or IOException)
        {
        }
        finally
        {
            _sockets.TryRemove(near, out _);
            _sockets.TryRemove(far, out _);
            near.Dispose();
        }
    }
}
