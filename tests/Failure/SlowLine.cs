using System.Net;
using System.Net.Sockets;

namespace SeeSupport.Failure;

/// <summary>A line to a server on this machine that hands on what comes after a while.</summary>
internal sealed class SlowLine : IDisposable
{
    private readonly TcpListener _listener;
    private readonly int _serverPort;
    private long _delayMilliseconds;

    /// <summary>A line from an address of this machine to a port, without a delay for now.</summary>
    public SlowLine(IPAddress address, int serverPort)
    {
        (_listener, _serverPort) = (new(address, 0), serverPort);
        _listener.Start();
        _ = Accept();
    }

    /// <summary>Where it begins.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How long each piece waits, in both directions.</summary>
    public TimeSpan Delay
    {
        set => Interlocked.Exchange(ref _delayMilliseconds, (long)value.TotalMilliseconds);
    }

    public void Dispose() => _listener.Stop();

    private async Task Accept()
    {
        try
        {
            while (true)
                _ = Carry(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception over) when (over is SocketException or ObjectDisposedException)
        {
            // The line is taken down.
        }
    }

    private async Task Carry(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient { NoDelay = true };
        near.NoDelay = true;
        try
        {
            await far.ConnectAsync(IPAddress.Loopback, _serverPort);
            await Task.WhenAny(Pump(near.GetStream(), far.GetStream()), Pump(far.GetStream(), near.GetStream()));
        }
        catch (Exception over) when (over is SocketException or IOException)
        {
            // One of the ends is gone, and so is the line between them.
        }
    }

    private async Task Pump(NetworkStream from, NetworkStream to)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReadAsync(buffer) is > 0 and var count)
        {
            if (Interlocked.Read(ref _delayMilliseconds) is > 0 and var delay)
                await Task.Delay(TimeSpan.FromMilliseconds(delay));
            await to.WriteAsync(buffer.AsMemory(0, count));
        }
    }
}
