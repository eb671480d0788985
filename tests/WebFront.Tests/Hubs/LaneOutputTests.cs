using System.Net.WebSockets;
using SeeSupport.WebFront.Hubs.Lanes;

namespace SeeSupport.WebFront.Hubs;

public sealed class LaneOutputTests
{
    /// <summary>Whoever speaks to quiet browsers would come before the handshake's answer otherwise, where that takes its time, and the browser would not understand it.</summary>
    [Fact]
    public void NobodyIsQuiet_WhoWasToldNothingYet()
    {
        var time = new ManualTime();
        using var socket = WebSocket.CreateFromStream(new MemoryStream(), new WebSocketCreationOptions { IsServer = true });
        var output = new LaneOutput(socket, bytesWaiting: 1024, patience: TimeSpan.FromSeconds(15), time);
        time.Move(TimeSpan.FromMinutes(1));
        Assert.Equal(TimeSpan.Zero, output.Quiet);
        output.Write(HubMessages.Ping);
        time.Move(TimeSpan.FromSeconds(3));
        Assert.Equal(TimeSpan.FromSeconds(3), output.Quiet);
    }
}
