using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Text;
using SeeSupport.Bench.Processes;
using SeeSupport.Wire;

namespace SeeSupport.Bench.Load;

/// <summary>
/// The npm package <c>peer</c>, PeerJS' server, as its own command starts it. Its protocol: a WebSocket at <c>/peerjs</c> with key, id and
/// token; messages with a type, a destination and a payload.
/// </summary>
internal sealed class PeerRelay : IRelay
{
    private readonly Uri _address;
    private int _lastId;

    private PeerRelay(ServerProcess process, Uri address)
    {
        Process = process;
        _address = address;
    }

    public ServerProcess Process { get; }

    /// <summary>Restores the package where it is missing and starts it.</summary>
    public static async Task<PeerRelay> Start()
    {
        var folder = await Restore();
        var port = FreePort();
        var process = await ServerProcess.Start(
            "node", [Path.Combine(folder, "node_modules/peer/dist/bin/peerjs.js"), "--host", "127.0.0.1", "--port", port.ToString()],
            "Started PeerServer",
            new Dictionary<string, string> { ["NODE_ENV"] = "production" });
        return new(process, new($"ws://127.0.0.1:{port}/peerjs"));
    }

    public async Task<Pair> Open(string signal)
    {
        SignalEnd? one = null, other = null;
        var (oneId, otherId) = ($"peer-{++_lastId}", $"peer-{++_lastId}");
        var oneSocket = await Connect(oneId, () => one?.Heard?.Invoke());
        var otherSocket = await Connect(otherId, () => other?.Heard?.Invoke());
        var (toOther, toOne) = (Candidate(otherId, signal), Candidate(oneId, signal));
        one = new(() => oneSocket.Send(toOther));
        other = new(() => otherSocket.Send(toOne));
        return new(one, other, () =>
        {
            oneSocket.Cut();
            otherSocket.Cut();
        });
    }

    public ValueTask DisposeAsync() => Process.DisposeAsync();

    private async Task<TextSocket> Connect(string id, Action heard)
    {
        var opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var socket = await TextSocket.Connect(new($"{_address}?key=peerjs&id={id}&token={id}"));
        _ = socket.Receive(message =>
        {
            if (message.Span.IndexOf("\"CANDIDATE\""u8) >= 0)
                heard();
            else if (message.Span.IndexOf("\"OPEN\""u8) >= 0)
                opened.SetResult();
        });
        await opened.Task.WaitAsync(TimeSpan.FromSeconds(10));
        return socket;
    }

    private static byte[] Candidate(string destination, string signal) =>
        Encoding.UTF8.GetBytes($$"""{"type":"CANDIDATE","payload":{{signal}},"dst":"{{destination}}"}""");

    private static async Task<string> Restore()
    {
        var folder = Path.Combine(Path.GetDirectoryName(Assembly.GetExecutingAssembly().Location)!, "Peer");
        if (Directory.Exists(Path.Combine(folder, "node_modules/peer")))
            return folder;
        using var npm = System.Diagnostics.Process.Start(new ProcessStartInfo("npm", ["ci", "--loglevel=error"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
        })!;
        await npm.WaitForExitAsync();
        return npm.ExitCode == 0 ? folder : throw new InvalidOperationException("The npm package peer did not restore.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
