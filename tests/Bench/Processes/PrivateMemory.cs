using System.Diagnostics.Tracing;
using System.Globalization;
using Microsoft.Diagnostics.NETCore.Client;

namespace SeeSupport.Bench.Processes;

/// <summary>What a .NET process on this machine holds for itself.</summary>
internal static class PrivateMemory
{
    /// <summary>Memory that only this process has, in RAM, bytes, after all garbage is gone.</summary>
    public static async Task<long> Of(int processId)
    {
        // A full collection at the server's own doing moves what survives once; the second one lets go of what that left.
        for (var times = 0; times < 2; times++)
            await Collect(processId);
        return File.ReadLines($"/proc/{processId}/status")
            .Where(line => line.StartsWith("RssAnon:", StringComparison.Ordinal))
            .Select(line => long.Parse(line["RssAnon:".Length..^"kB".Length].Trim(), CultureInfo.InvariantCulture) * 1024)
            .Single();
    }

    private static async Task Collect(int processId)
    {
        // The runtime answers the keyword GCHeapCollect with a blocking collection of all generations.
        const long GCHeapCollect = 0x800000;
        var client = new DiagnosticsClient(processId);
        using var session = await client.StartEventPipeSessionAsync(
            [new EventPipeProvider("Microsoft-Windows-DotNETRuntime", EventLevel.Informational, GCHeapCollect)], requestRundown: false, circularBufferMB: 1, CancellationToken.None);
        var drained = session.EventStream.CopyToAsync(Stream.Null);
        await session.StopAsync(CancellationToken.None);
        await drained;
    }
}
