using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using SeeSupport.Telemetry;

namespace SeeSupport.Channels;

/// <summary>What the invites' counter has counted since this was made, as <c>channel outcome</c>.</summary>
internal sealed class CountedInvites : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<string> _counted = new();

    public CountedInvites()
    {
        _listener.SetMeasurementEventCallback<long>((_, _, dimensions, _) =>
        {
            var values = dimensions.ToArray().ToDictionary();
            _counted.Enqueue($"{values["seesupport.channel"]} {values["seesupport.outcome"]}");
        });
        _listener.EnableMeasurementEvents(SeeSupportTelemetry.Invites);
    }

    public IReadOnlyCollection<string> All => _counted;

    public void Dispose() => _listener.Dispose();
}
