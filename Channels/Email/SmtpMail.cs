using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;
using SeeSupport.Branding;
using SeeSupport.Channels.Invites;
using SeeSupport.Invites;
using SeeSupport.Privacy;

namespace SeeSupport.Channels.Email;

/// <summary>Sends e-mails. A mail server cannot recognize a repeat, so one follows only where the last attempt certainly sent nothing.</summary>
internal sealed partial class SmtpMail
{
    private readonly EmailOptions _options;
    private readonly CompanyOptions _company;
    private readonly TimeProvider _time;
    private readonly ILogger<SmtpMail> _logger;
    private readonly ResiliencePipeline<Attempt> _pipeline;

    public SmtpMail(IOptions<EmailOptions> options, IOptions<CompanyOptions> company, TimeProvider time, ILogger<SmtpMail> logger)
    {
        (_options, _company, _time, _logger) = (options.Value, company.Value, time, logger);
        _pipeline = Attempts.Pipeline(_options.Retries, _options.RetryDelay, time, (attempt, number) =>
            RepeatsMail(attempt.Report.Problem!.Code, number));
    }

    /// <summary>
    /// Sends one e-mail to a normalized address. What the server or the network says to it is the report's problem, never an exception.
    /// The identity makes its Message-Id: the same in every attempt, so that a mailbox can tell a repeat.
    /// </summary>
    public Task<DeliveryReport> Send(string to, MailContent content, string identity, CancellationToken cancellation)
    {
        var from = EmailAddress.Normalize(_options.From!, allowLocalDomains: true);
        var messageId = $"<{identity}@{from[(from.LastIndexOf('@') + 1)..]}>";
        var name = _options.FromName is { Length: > 0 } own ? own : _company.Name;
        var bytes = MimeMessage.Write(content, new(from, name), to, messageId, _time.GetUtcNow());
        return _pipeline.Run(token => Try(from, to, bytes, messageId, token), cancellation);
    }

    private async Task<Attempt> Try(string from, string to, byte[] bytes, string messageId, CancellationToken cancellation)
    {
        await using var connection = new SmtpConnection(_options, _time);
        try
        {
            await connection.Submit(from, to, bytes, cancellation);
            return Attempt.Sent(messageId);
        }
        catch (SmtpRefusalException refusal)
        {
            RefusesMail(Masked.Email(to), connection.Step, refusal.Reply);
            return refusal.Reply.IsTransient ? Attempt.NotYet(Later(connection.Step, refusal.Reply))
                : refusal.Reply.Code >= 500 ? Attempt.Failed(MailProblems.Of(connection.Step, refusal.Reply))
                : connection.Step == SmtpStep.Content ? Attempt.Unknown()
                : Attempt.Failed(MailProblems.Misbehaved);
        }
        catch (Exception exception) when (connection.Step == SmtpStep.Content && exception is not OutOfMemoryException)
        {
            LosesMail(Masked.Email(to), exception);
            return Attempt.Unknown();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            MissesServer(_options.Host!, _options.Port, connection.Step, exception);
            return exception switch
            {
                NotSupportedException => Attempt.Failed(MailProblems.TlsMissing),
                AuthenticationException => Attempt.Failed(MailProblems.CertificateRefused),
                TimeoutException => Attempt.Failed(MailProblems.TimedOut),
                InvalidDataException => Attempt.Failed(MailProblems.Misbehaved),
                IOException or SocketException => Attempt.NotYet(MailProblems.Unreachable),
                _ => throw new InvalidOperationException("An e-mail could not be sent for an unforeseen reason.", exception),
            };
        }
    }

    /// <summary>What is said when the server asked to come back later until the last attempt.</summary>
    private static Problem Later(SmtpStep step, SmtpReply reply) => (step, reply) switch
    {
        (SmtpStep.Recipient, { Code: 452 } or { Enhanced: "2.2" }) => MailProblems.MailboxFull,
        _ => MailProblems.Busy,
    };

    // The server's own sentences are not logged: they repeat the address.
    [LoggerMessage(Level = LogLevel.Warning, Message = "The mail server refused an e-mail to {To} at {Step}: {Reply}.")]
    private partial void RefusesMail(string to, SmtpStep step, SmtpReply reply);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nobody knows whether an e-mail to {To} was sent: the reply to its content is missing.")]
    private partial void LosesMail(string to, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The mail server {Host}:{Port} failed at {Step}; nothing was sent.")]
    private partial void MissesServer(string host, int port, SmtpStep step, Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "An e-mail was not sent ({Problem}); repeat {Number} follows.")]
    private partial void RepeatsMail(string problem, int number);
}
