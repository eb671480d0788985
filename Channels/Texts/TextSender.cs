using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SeeSupport.Channels.Twilio;
using SeeSupport.Invites;
using SeeSupport.Ports;
using SeeSupport.Privacy;
using SeeSupport.Telemetry;

namespace SeeSupport.Channels.Texts;

/// <inheritdoc cref="ITextSender"/>
internal sealed partial class TextSender(
    TwilioMessages messages, IOutbox outbox, IPublicAddress publicAddress, IOptions<TwilioOptions> options, TimeProvider time, ILogger<TextSender> logger)
    : ITextSender
{
    public int Segments(string text) => Gsm7.Segments(text);

    public async Task<DeliveryReport> Send(TextMessage message, CancellationToken cancellation)
    {
        using var activity = SeeSupportTelemetry.Activities.StartActivity("text phone", ActivityKind.Client);
        activity?.SetTag("seesupport.sms.segments", Segments(message.Text));
        var report = options.Value.IsSet
            ? await messages.Send(
                message.To, message.Text, TwilioStatusCallback.Of(publicAddress.Current, message.SessionId, message.TextId), cancellation)
            : await Keep(message, cancellation);
        var outcome = report.State.ToString().ToLowerInvariant();
        activity?.SetTag("seesupport.outcome", outcome);
        if (report.Problem is { } problem)
            activity?.SetTag("error.type", problem.Code).SetStatus(ActivityStatusCode.Error, problem.Code);
        TextSent(Masked.Number(message.To), report.Problem?.Code ?? outcome);
        return report;
    }

    private async Task<DeliveryReport> Keep(TextMessage message, CancellationToken cancellation)
    {
        await outbox.Keep(
            new()
            {
                Id = message.TextId,
                AgentId = message.AgentId,
                Channel = InviteChannel.Phone,
                To = message.To,
                Text = message.Text,
                At = time.GetUtcNow(),
            },
            cancellation);
        return new() { State = InviteState.Outbox };
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Text to {To}: {Outcome}.")]
    private partial void TextSent(string to, string outcome);
}
