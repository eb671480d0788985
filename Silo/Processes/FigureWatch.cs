using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using SeeSupport.Telemetry;

namespace SeeSupport.Processes;

/// <summary>Keeps what this process's own instruments come to, for the operations page: no collector is needed for it.</summary>
internal sealed class FigureWatch : IDisposable
{
    private const int Samples = 512;

    private readonly MeterListener _listener = new();
    private readonly Lock _gate = new();
    private readonly List<Instrumented> _instruments = [];

    public FigureWatch()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name != SeeSupportTelemetry.Name)
                return;
            var watched = new Instrumented(instrument.Name, instrument is Histogram<double>);
            lock (_gate)
                _instruments.Add(watched);
            listener.EnableMeasurementEvents(instrument, watched);
        };
        _listener.SetMeasurementEventCallback<long>((_, measurement, tags, state) => ((Instrumented)state!).Find(tags).Add(measurement));
        _listener.SetMeasurementEventCallback<double>((_, measurement, tags, state) => ((Instrumented)state!).Find(tags).Sample(measurement));
        _listener.Start();
    }

    /// <summary>Where everything stands now; distributions begin anew.</summary>
    public ImmutableDictionary<string, double> Read()
    {
        var figures = ImmutableDictionary.CreateBuilder<string, double>();
        Instrumented[] instruments;
        lock (_gate)
            instruments = [.. _instruments];
        foreach (var instrument in instruments)
        {
            foreach (var series in instrument.All)
                series.Write(instrument, figures);
        }

        figures["process.cpu"] = Environment.CpuUsage.TotalTime.TotalSeconds;
        figures["process.memory"] = Environment.WorkingSet;
        figures["process.queue"] = ThreadPool.PendingWorkItemCount;
        return figures.ToImmutable();
    }

    public void Dispose() => _listener.Dispose();

    private sealed class Instrumented(string name, bool isDistribution)
    {
        private readonly Lock _adding = new();
        private volatile Series[] _all = [];

        public string Name => name;

        public bool IsDistribution => isDistribution;

        public Series[] All => _all;

        /// <summary>Measurements are many and come from everywhere: a known combination of dimensions is found without a lock or a new object.</summary>
        public Series Find(ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            foreach (var known in _all)
            {
                if (known.Is(tags))
                    return known;
            }

            lock (_adding)
            {
                foreach (var known in _all)
                {
                    if (known.Is(tags))
                        return known;
                }

                var added = new Series(tags);
                _all = [.. _all, added];
                return added;
            }
        }
    }

    private sealed class Series(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        private readonly object?[] _values = [.. ValuesOf(tags)];
        private readonly double[] _samples = new double[Samples];
        private long _total;
        private int _count;

        public bool Is(ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            if (tags.Length != _values.Length)
                return false;
            for (var i = 0; i < tags.Length; i++)
            {
                if (!Equals(tags[i].Value, _values[i]))
                    return false;
            }

            return true;
        }

        public void Add(long measurement) => Interlocked.Add(ref _total, measurement);

        public void Sample(double measurement) => _samples[(uint)(Interlocked.Increment(ref _count) - 1) % Samples] = measurement;

        public void Write(Instrumented instrument, ImmutableDictionary<string, double>.Builder figures)
        {
            var name = string.Join('|', [instrument.Name, .. _values]);
            if (!instrument.IsDistribution)
            {
                figures[name] = Interlocked.Read(ref _total);
                return;
            }

            var samples = _samples[..Math.Min(Interlocked.Exchange(ref _count, 0), Samples)];
            if (samples.Length == 0)
                return;
            Array.Sort(samples);
            figures[name + "|p50"] = samples[samples.Length / 2];
            figures[name + "|p99"] = samples[(int)(samples.Length * 0.99)];
        }

        private static List<object?> ValuesOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var values = new List<object?>();
            foreach (var tag in tags)
                values.Add(tag.Value);
            return values;
        }
    }
}
