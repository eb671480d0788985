using System.Diagnostics.Metrics;
using System.Text.Json;
using System.Text.RegularExpressions;
using SeeSupport.Processes;
using SeeSupport.WebFront.Running;

namespace SeeSupport.WebFront.Deploy;

/// <summary>Dashboard and alerts ask for figures that the processes really tell, under the names that the collector gives them.</summary>
public sealed partial class MonitoringTests
{
    [Fact]
    public async Task DashboardAndAlertsAskOnlyForWhatIsTold()
    {
        var told = await Told();
        var asked = Asked();
        Assert.True(asked.Length > 30, $"Only {asked.Length} figures are asked for.");
        // Orleans tells of itself only where it runs.
        var isOrleans = AppDomain.CurrentDomain.GetAssemblies().Any(each => each.GetName().Name == "Orleans.Runtime");
        Assert.DoesNotContain(asked, name => !told.Contains(name) && (isOrleans || !name.StartsWith("orleans_", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task NothingOfOursIsForgotten()
    {
        var asked = Asked().ToHashSet();
        foreach (var family in (await Told()).Where(name => name.StartsWith("seesupport_", StringComparison.Ordinal)).GroupBy(Family))
            Assert.True(family.Any(asked.Contains), $"{family.Key} is on no dashboard and in no alert.");
    }

    [Fact]
    public void EachAlertSaysWhatIsWrongAndWhatToDo()
    {
        var rules = DeployFiles.Yaml("prometheus/seesupport.rules.yaml")[0].At("groups").Elements().SelectMany(group => group.At("rules").Elements()).ToArray();
        Assert.True(rules.Length > 10);
        Assert.Equal(rules.Length, rules.Select(rule => rule.At("alert").Text()).Distinct().Count());
        foreach (var rule in rules)
        {
            Assert.Contains(rule.At("labels", "severity").Text(), (string[])["page", "warn"]);
            Assert.EndsWith(".", rule.At("annotations", "summary").Text());
            Assert.EndsWith(".", rule.At("annotations", "do").Text());
        }
    }

    [Fact]
    public void CollectorUsesOnlyWhatItDefines_AndTakesWhatWeSend()
    {
        var collector = DeployFiles.Yaml("opentelemetry/collector.yaml")[0];
        var pipelines = collector.At("service", "pipelines");
        Assert.Equal(["logs", "metrics", "traces"], pipelines.Keys().Order());
        foreach (var pipeline in pipelines.Keys())
        {
            foreach (var kind in (string[])["receivers", "processors", "exporters"])
                Assert.Subset(collector.At(kind).Keys().ToHashSet(), pipelines!.At(pipeline, kind).Elements().Select(each => each.Text()).ToHashSet());
            Assert.Equal("memory_limiter", pipelines!.At(pipeline, "processors").Elements().First().Text());
        }

        Assert.EndsWith(":4317", collector.At("receivers", "otlp", "protocols", "grpc", "endpoint").Text());
        Assert.EndsWith(":4318", collector.At("receivers", "otlp", "protocols", "http", "endpoint").Text());
    }

    /// <summary>Every figure that a process with an agent's page and a phone on it tells of itself.</summary>
    private static async Task<HashSet<string>> Told()
    {
        var told = new HashSet<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (TelemetryFeatures.Meters.Contains(instrument.Meter.Name))
            {
                lock (told)
                    told.UnionWith(PrometheusNames(instrument));
            }
        };
        listener.Start();
        await using var product = await Product.Start();
        await using var live = await LiveSession.On(product);
        lock (told)
            return [.. told];
    }

    /// <summary>Names as the collector's Prometheus exporter writes them: dots and dashes are underscores, units in full, counters end in _total.</summary>
    private static IEnumerable<string> PrometheusNames(Instrument instrument)
    {
        var name = Separators().Replace(instrument.Name, "_");
        var unit = instrument.Unit switch
        {
            "s" => "seconds",
            "ms" => "milliseconds",
            "By" => "bytes",
            null or "" or "1" => "",
            var each when each.StartsWith('{') => each.EndsWith("/s", StringComparison.Ordinal) ? "per_second" : "",
            var each => each,
        };
        if (unit.Length > 0 && !name.EndsWith(unit, StringComparison.Ordinal))
            name += "_" + unit;
        var kind = instrument.GetType().Name;
        if (kind.StartsWith("Histogram", StringComparison.Ordinal))
            return [name + "_bucket", name + "_count", name + "_sum"];
        return [kind.StartsWith("Counter", StringComparison.Ordinal) || kind.StartsWith("ObservableCounter", StringComparison.Ordinal) ? name + "_total" : name];
    }

    private static string[] Asked()
    {
        using var dashboard = JsonDocument.Parse(DeployFiles.Read("grafana/seesupport.json"));
        var expressions = dashboard.RootElement.GetProperty("panels").EnumerateArray()
            .Where(panel => panel.TryGetProperty("targets", out _))
            .SelectMany(panel => panel.GetProperty("targets").EnumerateArray())
            .Select(target => target.GetProperty("expr").GetString()!)
            .Concat(DeployFiles.Yaml("prometheus/seesupport.rules.yaml")[0].At("groups").Elements()
                .SelectMany(group => group.At("rules").Elements()).Select(rule => rule.At("expr").Text()));
        // A figure's name stands before its selection, its range or the end; what stands in braces and after "by" are dimensions.
        return [.. expressions.SelectMany(each => Figure().Matches(Dimensions().Replace(each, "")).Select(match => match.Value)).Distinct()];
    }

    private static string Family(string name) => Suffix().Replace(name, "");

    [GeneratedRegex("[.-]")]
    private static partial Regex Separators();

    [GeneratedRegex(@"\{[^}]*\}|by\s*\([^)]*\)")]
    private static partial Regex Dimensions();

    [GeneratedRegex(@"\b(seesupport|orleans|dotnet|http|kestrel|aspnetcore|signalr|db)_\w+")]
    private static partial Regex Figure();

    [GeneratedRegex("_(bucket|count|sum|total)$")]
    private static partial Regex Suffix();
}
