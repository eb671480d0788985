using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SeeSupport.Branding;
using SeeSupport.Channels.Email;
using SeeSupport.Channels.PhoneNumbers;
using SeeSupport.Channels.Twilio;
using SeeSupport.Invites;
using SeeSupport.Ports;
using SeeSupport.Privacy;
using SeeSupport.Telemetry;

namespace SeeSupport.Channels.Invites;

/// <inheritdoc cref="IInviteSender"/>
internal sealed partial class InviteSender(
    TwilioMessages texts,
    SmtpMail mails,
    IOutbox outbox,
    InviteLinks links,
    IPublicAddress publicAddress,
    IOptions<TwilioOptions> twilio,
    IOptions<EmailOptions> email,
    IOptions<PhoneNumberOptions> numbers,
    IOptions<CompanyOptions> company,
    TimeProvider time,
    ILogger<InviteSender> logger) : IInviteSender
{
    public string Normalize(InviteChannel channel, string to) => channel == InviteChannel.Phone
        ? PhoneNumber.Normalize(to, numbers.Value)
        : EmailAddress.Normalize(to, email.Value.AllowLocalDomains);

    public async Task<DeliveryReport> Send(InviteMessage message, CancellationToken cancellation)
    {
        var channel = message.Channel == InviteChannel.Phone ? "phone" : "email";
        using var activity = SeeSupportTelemetry.Activities.StartActivity($"invite {channel}", ActivityKind.Client);
        var report = message.Channel == InviteChannel.Phone ? await SendText(message, cancellation) : await SendMail(message, cancellation);

        var outcome = report.State.ToString().ToLowerInvariant();
        activity?.SetTag("seesupport.outcome", outcome);
        var to = message.Channel == InviteChannel.Phone ? Masked.Number(message.To) : Masked.Email(message.To);
        if (report.Problem is { } problem)
        {
            activity?.SetTag("error.type", problem.Code).SetStatus(ActivityStatusCode.Error, problem.Code);
            InviteFailed(channel, to, problem.Code);
        }
        else
        {
            InviteSent(channel, to, outcome);
        }

        return report;
    }

    private Task<DeliveryReport> SendText(InviteMessage message, CancellationToken cancellation)
    {
        var text = InviteText.Write(message, links.Of(message), company.Value);
        Activity.Current?.SetTag("seesupport.sms.segments", Gsm7.Segments(text));
        return twilio.Value.IsSet
            ? texts.Send(message.To, text, TwilioStatusCallback.Of(publicAddress.Current, message.SessionId, message.InviteId), cancellation)
            : Keep(message, null, text, null, cancellation);
    }

    private Task<DeliveryReport> SendMail(InviteMessage message, CancellationToken cancellation)
    {
        var mail = InviteMail.Write(message, links.Of(message), company.Value);
        return email.Value.IsSet
            ? mails.Send(message.To, mail, $"{message.SessionId}.{message.InviteId}", cancellation)
            : Keep(message, mail.Subject, mail.Text, mail.Html, cancellation);
    }

    private async Task<DeliveryReport> Keep(InviteMessage message, string? subject, string text, string? html, CancellationToken cancellation)
    {
        await outbox.Keep(
            new()
            {
                Id = message.InviteId,
                AgentId = message.AgentId,
                Channel = message.Channel,
                To = message.To,
                Subject = subject,
                Text = text,
                Html = html,
                At = time.GetUtcNow(),
            },
            cancellation);
        return new() { State = InviteState.Outbox };
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Invite by {Channel} to {To}: {Outcome}.")]
    private partial void InviteSent(string channel, string to, string outcome);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Invite by {Channel} to {To} failed: {Problem}.")]
    private partial void InviteFailed(string channel, string to, string problem);
}
