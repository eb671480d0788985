using SeeSupport.FarAway.Telemetry;
using SeeSupport.FarAway.Twilio;
using SeeSupport.Grid.Tests;

namespace SeeSupport.Cluster;

public sealed class TraceTests(Database database)
{
    [Fact]
    public async Task OneTraceLeadsFromTheAgentsClick_ThroughFrontSiloAndDatabase_ToTheTextMessage()
    {
        await using var collector = await Collector.Start();
        await using var twilio = await TwilioServer.Start();
        await using var all = await TwoOfEach.Start(database, [.. collector.Settings, .. twilio.Settings]);
        await using var desk = await all.Desk();
        var (id, _, _) = await desk.Start();
        await desk.Ask("Invite", id, new { operationId = Guid.NewGuid(), channel = "phone", to = "+12025550123", content = "connect" });
        var trace = (await twilio.Requests.First()).Headers["traceparent"].Split('-')[1];

        string[] Spans(string service, string source) =>
            [.. collector.Spans.Where(span => span.TraceId == trace && span.Service == service && span.Source.StartsWith(source, StringComparison.Ordinal)).Select(span => span.Name)];
        await Eventually.TrueAsync(() =>
            Spans("seesupport-front", "Microsoft.AspNetCore.SignalR.Server").Any(name => name.EndsWith("AgentHub/Invite", StringComparison.Ordinal))
            && Spans("seesupport-front", "Microsoft.Orleans").Any(name => name.Contains("ISessionGrain", StringComparison.Ordinal))
            && Spans("seesupport-silo", "Microsoft.Orleans").Any(name => name.Contains("ISessionGrain", StringComparison.Ordinal))
            && Spans("seesupport-silo", "Npgsql").Length > 0
            && Spans("seesupport-silo", "System.Net.Http").Length > 0);
    }
}
