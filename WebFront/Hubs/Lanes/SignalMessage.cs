using System.Text.Json;

namespace SeeSupport.WebFront.Hubs.Lanes;

/// <summary>A call of <c>Signal</c> as it stands in the JSON hub protocol (dotnet/aspnetcore, SignalR's HubProtocol.md, invocation message).</summary>
/// <param name="InvocationId">What its answer refers to; null when none is wanted.</param>
/// <param name="SessionId">The first of two arguments; null when there is one.</param>
/// <param name="Payload">The last argument.</param>
internal readonly record struct SignalMessage(string? InvocationId, string? SessionId, string Payload)
{
    /// <summary>Ends every message of the protocol.</summary>
    public const byte Separator = 0x1e;

    /// <summary>
    /// Reads a message without its separator; false when it is anything but a plain call of <c>Signal</c> with as many texts as it takes,
    /// also when it is no JSON at all.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> message, bool namesSession, out SignalMessage signal)
    {
        signal = default;
        // Quotes inside texts are escaped, so nothing but a property says this.
        if (message.IndexOf("\"target\":\"Signal\""u8) < 0)
            return false;
        try
        {
            return TryParse(message, out signal) && signal.SessionId is null != namesSession;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static bool TryParse(ReadOnlySpan<byte> message, out SignalMessage signal)
    {
        signal = default;
        var reader = new Utf8JsonReader(message);
        var (isInvocation, isSignal) = (false, false);
        string? invocationId = null, first = null, second = null;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("type"u8))
            {
                isInvocation = reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var type) && type == 1;
            }
            else if (reader.ValueTextEquals("target"u8))
            {
                isSignal = reader.Read() && reader.ValueTextEquals("Signal"u8);
            }
            else if (reader.ValueTextEquals("invocationId"u8))
            {
                if (!reader.Read() || (invocationId = reader.GetString()) is null)
                    return false;
            }
            else if (reader.ValueTextEquals("arguments"u8))
            {
                if (first is not null || !reader.Read() || reader.TokenType != JsonTokenType.StartArray || !reader.Read() || (first = Text(ref reader)) is null || !reader.Read())
                    return false;
                if (reader.TokenType != JsonTokenType.EndArray && ((second = Text(ref reader)) is null || !reader.Read() || reader.TokenType != JsonTokenType.EndArray))
                    return false;
            }
            else
            {
                return false;
            }
        }

        if (!isInvocation || !isSignal || first is null || reader.TokenType != JsonTokenType.EndObject || reader.Read())
            return false;
        signal = second is null ? new(invocationId, null, first) : new(invocationId, first, second);
        return true;
    }

    private static string? Text(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
}
