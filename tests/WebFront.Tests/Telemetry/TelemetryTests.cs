using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SeeSupport.FarAway.Twilio;
using SeeSupport.Processes;
using SeeSupport.WebFront.Running;

namespace SeeSupport.WebFront.Telemetry;

public sealed class TelemetryTests
{
    [Fact]
    public async Task OneTraceLeadsFromTheAgentsClickToTheTextMessage()
    {
        var ended = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => TelemetryFeatures.Sources.Contains(source.Name),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var twilio = await TwilioServer.Start();
        await using var product = await Product.Start([.. twilio.Settings.Select(each => (each.Key, each.Value!))]);
        await using var desk = await product.Desk();
        var (id, _, _) = await desk.Start();
        await desk.Ask("Invite", id, new { operationId = Guid.NewGuid(), channel = "phone", to = "+12025550123", content = "connect" });
        await twilio.Messages.First();
        await desk.See(view => view.GetProperty("invites").EnumerateArray().Any(each => each.GetProperty("state").GetString() == "sent"));

        var request = (await twilio.Requests.First()).Headers["traceparent"];
        var trace = request.Split('-')[1];
        var names = ended.Where(each => each.TraceId.ToHexString() == trace).Select(each => $"{each.Source.Name}: {each.DisplayName}").ToArray();
        Assert.Contains(names, name => name.StartsWith("Microsoft.AspNetCore.SignalR.Server", StringComparison.Ordinal) && name.EndsWith("AgentHub/Invite", StringComparison.Ordinal));
        Assert.Contains(names, name => name.StartsWith("Microsoft.Orleans.Application", StringComparison.Ordinal) && name.Contains("ISessionGrain", StringComparison.Ordinal));
        Assert.Contains(names, name => name.StartsWith("System.Net.Http", StringComparison.Ordinal));
    }

    [Fact]
    public async Task TracesMetricsAndLogsGoToTheConfiguredCollector_AndHoldNoTicket()
    {
        var bodies = new ConcurrentDictionary<string, StringBuilder>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var collector = builder.Build();
        collector.MapPost("/v1/{kind}", async (HttpContext context) =>
        {
            using var reader = new StreamReader(context.Request.Body, Encoding.Latin1);
            var text = await reader.ReadToEndAsync();
            lock (bodies)
                bodies.GetOrAdd((string)context.Request.RouteValues["kind"]!, _ => new()).Append(text);
        });
        await collector.StartAsync();

        using var folder = new TemporaryFolder();
        var (process, address) = await ProductProcess.Start(
            folder.Path, port: null, ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Urls.First()), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("Logging:LogLevel:Default", "Trace"));
        await using var running = process;
        var account = process.Output.First(line => line.StartsWith("Restricted Agent", StringComparison.Ordinal)).Split(": ")[1].Split(" / ");
        string ticket;
        await using (var desk = await Desk.Connect(address, await SignIn.As(account[0], account[1], address)))
        {
            var (_, code, link) = await desk.Start();
            await using var phone = await Phone.Come(address, code);
            ticket = phone.Ticket;
            await phone.Join();
            await phone.Ask("Signal", "hello");
            await desk.Hear("Signaled");
            Assert.DoesNotContain(process.Output, line => line.Contains(new Uri(link).Fragment[18..], StringComparison.Ordinal));
        }

        process.AskToStop();
        Assert.Equal(0, await process.Ends());
        string traces, metrics, logs;
        lock (bodies)
            (traces, metrics, logs) = (Sent("traces"), Sent("metrics"), Sent("logs"));
        Assert.Contains("AgentHub/Start", traces);
        Assert.Contains("ISessionGrain", traces);
        Assert.Contains("seesupport.hub.connections", metrics);
        Assert.Contains("seesupport.signals", metrics);
        Assert.Contains("dotnet.gc", metrics);
        Assert.Contains("seesupport", logs);
        foreach (var told in (string[])[traces, metrics, logs, string.Join('\n', process.Output), process.Errors])
        {
            Assert.DoesNotContain(ticket, told);
            Assert.DoesNotContain(account[1], told.Replace($"/ {account[1]}", "", StringComparison.Ordinal));
        }

        string Sent(string kind) => bodies.TryGetValue(kind, out var text) ? text.ToString() : "";
    }
}
