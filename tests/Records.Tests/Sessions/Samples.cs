using System.Collections.Immutable;
using SeeSupport.Devices;
using SeeSupport.Media;
using SeeSupport.Ports;
using SeeSupport.Sessions;

namespace SeeSupport.Records.Tests.Sessions;

/// <summary>Sessions and lines as a grain would file them.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Start = new(2026, 3, 29, 1, 30, 0, 123, 456, TimeSpan.Zero);

    public static AgentView View(string id = "0123456789abcdef", long version = 1) => new()
    {
        SessionId = id,
        Version = version,
        Number = 10234,
        Status = SessionStatus.Live,
        AgentId = "agent-1",
        AgentName = "Ana Silva",
        StartedAt = Start,
        LiveAt = Start.AddSeconds(40),
        Code = "472910358",
        Step = ConsumerStep.Live,
        ExternalId = "CASE-7",
        Device = new DeviceDescription
        {
            Platform = "Android",
            PlatformVersion = "15",
            Model = "Pixel 9",
            Browser = "Chrome",
            BrowserVersion = "141",
            Label = "Android 15 · Pixel 9 · Chrome 141",
        },
        Media = new MediaReport { State = MediaState.Connected, Route = MediaRoute.Relayed, Transport = "udp", FirstFrameMs = 812.5 },
    };

    public static SessionRecord Record(string id = "0123456789abcdef", long version = 1) => new() { View = View(id, version) };

    public static SessionEvent Line(long sequence, string text = "Hello", EventKind kind = EventKind.Chat) => new()
    {
        Sequence = sequence,
        At = Start.AddSeconds(sequence),
        Kind = kind,
        By = ParticipantRole.Consumer,
        Text = text,
    };

    public static ImmutableArray<SessionEvent> Lines(int count) => [.. Enumerable.Range(1, count).Select(sequence => Line(sequence))];
}
