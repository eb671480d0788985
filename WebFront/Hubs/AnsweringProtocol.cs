using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Options;

namespace SeeSupport.WebFront.Hubs;

/// <summary>
/// The JSON hub protocol, except that a call SignalR itself turns down (no such method, arguments of another shape) is answered like any
/// other: with a problem.
/// </summary>
internal sealed class AnsweringProtocol(IOptions<JsonHubProtocolOptions> options) : IHubProtocol
{
    private static readonly Answer NotUnderstood =
        Answer.Refused("not-understood", "This page and the server do not understand each other. Reload the page.");

    private readonly JsonHubProtocol _json = new(options);

    public string Name => _json.Name;

    public int Version => _json.Version;

    public TransferFormat TransferFormat => _json.TransferFormat;

    public bool IsVersionSupported(int version) => _json.IsVersionSupported(version);

    public bool TryParseMessage(ref ReadOnlySequence<byte> input, IInvocationBinder binder, [NotNullWhen(true)] out HubMessage? message) =>
        _json.TryParseMessage(ref input, binder, out message);

    public void WriteMessage(HubMessage message, IBufferWriter<byte> output) => _json.WriteMessage(Worded(message), output);

    public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message) => _json.GetMessageBytes(Worded(message));

    private static HubMessage Worded(HubMessage message) =>
        message is CompletionMessage { Error: not null, InvocationId: { } id } ? CompletionMessage.WithResult(id, NotUnderstood) : message;
}
