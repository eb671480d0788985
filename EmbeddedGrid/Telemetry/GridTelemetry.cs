using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Orleans.Runtime;

/// <summary>Traces and measurements under the names that Orleans gives them.</summary>
internal sealed class GridTelemetry(bool propagatesActivities, IMeterFactory meters)
{
    private static readonly ActivitySource Calls = new("Microsoft.Orleans.Application");

    private readonly Meter _meter = meters.Create("Microsoft.Orleans");
    private Counter<long>? _timedOut;
    private Histogram<double>? _writeLatency;
    private Counter<long>? _remindersDelivered;

    public bool TracesCalls => propagatesActivities && Calls.HasListeners();

    public void Observe(Func<int> activations)
    {
        _meter.CreateObservableUpDownCounter("orleans-catalog-activations", activations);
        _timedOut = _meter.CreateCounter<long>("orleans-app-requests-timedout");
        _writeLatency = _meter.CreateHistogram<double>("orleans-storage-write-latency", "ms");
        _remindersDelivered = _meter.CreateCounter<long>("orleans-reminders-ticks-delivered");
    }

    public void TimedOut() => _timedOut?.Add(1);

    public void ReminderDelivered() => _remindersDelivered?.Add(1);

    public void Wrote(long startedAt) => _writeLatency?.Record(Stopwatch.GetElapsedTime(startedAt).TotalMilliseconds);

    public Activity? StartCall(Request request, ActivityContext parent)
    {
        var activity = Calls.StartActivity(request.GetActivityName(), ActivityKind.Server, parent);
        activity?.SetTag("rpc.system.name", "orleans");
        activity?.SetTag("orleans.rpc.service", request.GetInterfaceName());
        activity?.SetTag("rpc.method", $"{request.GetInterfaceName()}/{request.GetMethodName()}");
        activity?.SetTag("orleans.grain.type", request.Target.Type.ToString());
        return activity;
    }

    public static void Failed(Activity? activity, Exception exception)
    {
        activity?.SetStatus(ActivityStatusCode.Error);
        activity?.SetTag("exception.type", exception.GetType().FullName);
        activity?.SetTag("exception.message", exception.Message);
    }
}
