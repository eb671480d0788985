using System.Text.Json;

namespace SeeSupport.Bench.Load;

/// <summary>A signal as pages send it: an ICE candidate, brought to a length.</summary>
internal static class SignalText
{
    /// <summary>A candidate of exactly so many bytes.</summary>
    public static string OfLength(int bytes)
    {
        var candidate = "candidate:842163049 1 udp 1677729535 203.0.113.7 46154 typ srflx raddr 192.0.2.11 rport 46154 generation 0 ufrag 4ZcD network-cost 999";
        string Text(string padding) => JsonSerializer.Serialize(new
        {
            kind = "candidate",
            peer = "5f0c",
            candidate = new { candidate = candidate + padding, sdpMid = "0", sdpMLineIndex = 0 },
        });
        return Text(new string('x', bytes - Text("").Length));
    }
}
