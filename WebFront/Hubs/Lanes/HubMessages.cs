using System.Buffers;
using System.Text.Json;

namespace SeeSupport.WebFront.Hubs.Lanes;

/// <summary>Writes messages of the JSON hub protocol (dotnet/aspnetcore, SignalR's HubProtocol.md).</summary>
internal static class HubMessages
{
    /// <summary>A sign of life, which nobody answers.</summary>
    public static readonly ReadOnlyMemory<byte> Ping = (byte[])[.. """{"type":6}"""u8, SignalMessage.Separator];

    private static readonly JsonWriterOptions Options = new() { Encoder = HubJson.Wire.Encoder, SkipValidation = true };

    [ThreadStatic]
    private static Utf8JsonWriter? s_writer;

    /// <summary>The server calls a method of the page.</summary>
    public static void WriteCall(IBufferWriter<byte> output, (string Target, object?[] Arguments) call)
    {
        var writer = Begin(output, type: 1);
        writer.WriteString("target"u8, call.Target);
        writer.WriteStartArray("arguments"u8);
        foreach (var argument in call.Arguments)
            JsonSerializer.Serialize(writer, argument, argument?.GetType() ?? typeof(object), HubJson.Wire);
        writer.WriteEndArray();
        End(writer, output);
    }

    /// <summary>The server hands on a signal; <paramref name="signal"/>'s session is left out for consumers, who have only one.</summary>
    public static void WriteSignaled(IBufferWriter<byte> output, (string? SessionId, string Payload) signal)
    {
        var writer = Begin(output, type: 1);
        writer.WriteString("target"u8, "Signaled"u8);
        writer.WriteStartArray("arguments"u8);
        if (signal.SessionId is not null)
            writer.WriteStringValue(signal.SessionId);
        writer.WriteStringValue(signal.Payload);
        writer.WriteEndArray();
        End(writer, output);
    }

    /// <summary>The answer to a call.</summary>
    public static void WriteAnswer(IBufferWriter<byte> output, (string InvocationId, Answer Answer) answer)
    {
        var writer = Begin(output, type: 3);
        writer.WriteString("invocationId"u8, answer.InvocationId);
        writer.WritePropertyName("result"u8);
        JsonSerializer.Serialize(writer, answer.Answer, HubJson.Wire);
        End(writer, output);
    }

    private static Utf8JsonWriter Begin(IBufferWriter<byte> output, int type)
    {
        var writer = s_writer ??= new Utf8JsonWriter(output, Options);
        writer.Reset(output);
        writer.WriteStartObject();
        writer.WriteNumber("type"u8, type);
        return writer;
    }

    private static void End(Utf8JsonWriter writer, IBufferWriter<byte> output)
    {
        writer.WriteEndObject();
        writer.Flush();
        output.Write([SignalMessage.Separator]);
    }
}
