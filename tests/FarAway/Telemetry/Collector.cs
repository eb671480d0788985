using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SeeSupport.FarAway.Telemetry;

/// <summary>Takes traces as OpenTelemetry's collector does, over HTTP, and reads as much of them as tells one trace from another.</summary>
public sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentBag<CollectedSpan> _spans = [];

    private Collector(WebApplication app) => _app = app;

    /// <summary>What a process is started with to send here.</summary>
    public IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = _app.Urls.Single(),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
    };

    /// <summary>The spans that came.</summary>
    public IReadOnlyCollection<CollectedSpan> Spans => _spans;

    /// <summary>Starts it on a free port.</summary>
    public static async Task<Collector> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var collector = new Collector(builder.Build());
        collector._app.MapPost("/v1/{kind}", async (HttpContext context) =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            if ((string)context.Request.RouteValues["kind"]! == "traces")
                collector.Read(body.ToArray());
        });
        await collector._app.StartAsync();
        return collector;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    // ExportTraceServiceRequest { 1: ResourceSpans { 1: Resource { 1: KeyValue… }, 2: ScopeSpans { 1: InstrumentationScope { 1: name }, 2: Span } } }
    // Span { 1: trace_id, 5: name } (opentelemetry-proto, trace/v1/trace.proto)
    private void Read(ReadOnlyMemory<byte> request)
    {
        foreach (var resourceSpans in Fields(request, 1))
        {
            var service = Fields(Fields(resourceSpans, 1).Single(), 1)
                .Where(pair => Text(Fields(pair, 1).Single()) == "service.name")
                .Select(pair => Text(Fields(Fields(pair, 2).Single(), 1).Single())).Single();
            foreach (var scopeSpans in Fields(resourceSpans, 2))
            {
                var source = Text(Fields(Fields(scopeSpans, 1).Single(), 1).Single());
                foreach (var span in Fields(scopeSpans, 2))
                    _spans.Add(new(service, source, Convert.ToHexStringLower(Fields(span, 1).Single().Span), Text(Fields(span, 5).Single())));
            }
        }
    }

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);

    /// <summary>The length-delimited fields of that number in a message; others are stepped over.</summary>
    private static IEnumerable<ReadOnlyMemory<byte>> Fields(ReadOnlyMemory<byte> message, int number)
    {
        for (var at = 0; at < message.Length;)
        {
            var key = Varint(message.Span, ref at);
            switch (key & 7)
            {
                case 0:
                    Varint(message.Span, ref at);
                    break;
                case 1:
                    at += 8;
                    break;
                case 5:
                    at += 4;
                    break;
                default:
                    var length = (int)Varint(message.Span, ref at);
                    if (key >> 3 == (ulong)number)
                        yield return message.Slice(at, length);
                    at += length;
                    break;
            }
        }
    }

    private static ulong Varint(ReadOnlySpan<byte> bytes, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = bytes[at++];
            value |= (ulong)(part & 0x7f) << shift;
            if ((part & 0x80) == 0)
                return value;
        }
    }
}

/// <summary>A span as it came.</summary>
/// <param name="Service">Which process sent it.</param>
/// <param name="Source">The activity source.</param>
/// <param name="TraceId">The trace, 32 hexadecimal digits.</param>
/// <param name="Name">Its name.</param>
public sealed record CollectedSpan(string Service, string Source, string TraceId, string Name);
