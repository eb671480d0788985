using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using SeeSupport.Hosting;
using SeeSupport.Media;

namespace SeeSupport.Telemetry;

public class SeeSupportTelemetryTests
{
    private static readonly HashSet<string> Dimensions =
        ["seesupport.state", "seesupport.route", "seesupport.role", "seesupport.outcome", "seesupport.channel", "network.transport"];

    [Theory]
    [InlineData("seesupport.sessions", "{session}")]
    [InlineData("seesupport.session.connect.duration", "s")]
    [InlineData("seesupport.session.join.duration", "s")]
    [InlineData("seesupport.ice.outcomes", "{outcome}")]
    [InlineData("seesupport.invites", "{invite}")]
    [InlineData("seesupport.codes.redeemed", "{code}")]
    [InlineData("seesupport.codes.missed", "{code}")]
    [InlineData("seesupport.signals", "{signal}")]
    [InlineData("seesupport.relay.duration", "s")]
    [InlineData("seesupport.hub.connections", "{connection}")]
    [InlineData("seesupport.media.rtt", "s")]
    [InlineData("seesupport.media.loss", "1")]
    [InlineData("seesupport.media.frame_rate", "{frame}/s")]
    [InlineData("seesupport.turn.probes", "{probe}")]
    public void Instrument_HasItsNameAndUnit(string name, string unit)
    {
        using var heard = new Heard();

        Assert.Equal(unit, Assert.Single(heard.Instruments, instrument => instrument.Name == name).Unit);
    }

    [Fact]
    public async Task Session_IsMeasured_WithoutAnybodysIdentity()
    {
        using var heard = new Heard();
        await using var grid = await TestGrid.StartAsync();
        var desk = await grid.StartSession();
        grid.Clock.Advance(TimeSpan.FromSeconds(30));
        var phone = await desk.Arrive();
        await phone.Attach();
        await phone.Join();
        grid.Clock.Advance(TimeSpan.FromSeconds(3));
        await phone.Session.SignalAgent(phone.Identity, "offer");
        await desk.Report(MediaState.Connected);
        await phone.Session.ReportConsumerMedia(phone.Identity, new() { State = MediaState.Connected, RoundTripMs = 41, Loss = 0.01, FrameRate = 30 });
        await desk.Close();

        Assert.Contains(heard.Measured, each => each is { Name: "seesupport.session.connect.duration", Value: 33 });
        Assert.Contains(heard.Measured, each => each is { Name: "seesupport.session.join.duration", Value: 3 });
        Assert.Contains(heard.Measured, each => each.Name == "seesupport.ice.outcomes" && each.Tags["seesupport.route"] is "direct" && each.Tags["network.transport"] is "udp");
        Assert.Contains(heard.Measured, each => each is { Name: "seesupport.media.rtt", Value: 0.041 } && each.Tags["seesupport.role"] is "consumer");
        Assert.Contains(heard.Measured, each => each.Name == "seesupport.signals" && each.Tags["seesupport.outcome"] is "relayed");
        Assert.Contains(heard.Measured, each => each.Name == "seesupport.codes.redeemed");
        Assert.Contains(heard.Measured, each => each.Name == "seesupport.sessions" && each.Tags["seesupport.state"] is "live");
        Assert.All(heard.Measured, each => Assert.Subset(Dimensions, each.Tags.Keys.ToHashSet()));
        Assert.All(heard.Measured.SelectMany(each => each.Tags.Values), value => Assert.Matches("^[a-z-]+$", (string)value!));
    }

    private sealed class Heard : IDisposable
    {
        private readonly MeterListener _listener = new();

        public Heard()
        {
            SeeSupportTelemetry.CodesMissed.Add(0);
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name != SeeSupportTelemetry.Name)
                    return;
                Instruments.Enqueue(instrument);
                listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Measure(instrument, value, tags));
            _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Measure(instrument, value, tags));
            _listener.Start();
        }

        public ConcurrentQueue<Instrument> Instruments { get; } = new();

        public ConcurrentQueue<(string Name, double Value, Dictionary<string, object?> Tags)> Measured { get; } = new();

        public void Dispose() => _listener.Dispose();

        private void Measure(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
            Measured.Enqueue((instrument.Name, value, new(tags.ToArray())));
    }
}
