using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;
using SeeSupport.Channels.Invites;
using SeeSupport.Invites;
using SeeSupport.Privacy;

namespace SeeSupport.Channels.Twilio;

/// <summary>
/// Sends text messages over Twilio's REST API, version 2010-04-01, resource Messages
/// (https://www.twilio.com/docs/messaging/api/message-resource). Twilio has no way to recognize a repeated request, so one is
/// repeated only where it was certainly not carried out.
/// </summary>
internal sealed partial class TwilioMessages : IDisposable
{
    private readonly TwilioOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<TwilioMessages> _logger;
    private readonly HttpClient _http;
    private readonly ResiliencePipeline<Attempt> _pipeline;

    public TwilioMessages(IOptions<TwilioOptions> options, TimeProvider time, ILogger<TwilioMessages> logger)
    {
        (_options, _time, _logger) = (options.Value, time, logger);
        _http = new(new SocketsHttpHandler
        {
            // A redirect would post the message a second time.
            AllowAutoRedirect = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            UseCookies = false,
        })
        {
            BaseAddress = new(_options.BaseAddress.TrimEnd('/') + "/"),
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = 1 << 20,
        };
        if (_options.IsSet)
        {
            var (user, password) = _options.Credentials;
            _http.DefaultRequestHeaders.Authorization =
                new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));
        }

        _pipeline = Attempts.Pipeline(_options.Retries, _options.RetryDelay, time, (attempt, number) =>
            RepeatsText(attempt.Report.Problem!.Code, number));
    }

    /// <summary>
    /// Sends one text of at most 1,600 characters to a number in E.164 form. What Twilio or the network says to it is the report's
    /// problem, never an exception. Twilio tells at the status callback what became of it.
    /// </summary>
    public Task<DeliveryReport> Send(string to, string text, Uri statusCallback, CancellationToken cancellation) => _pipeline.Run(
        async token =>
        {
            using var form = new WatchedForm(
            [
                new("To", to),
                _options.MessagingServiceSid is { Length: > 0 } service ? new("MessagingServiceSid", service) : new("From", _options.From!),
                new("Body", text),
                new("StatusCallback", statusCallback.AbsoluteUri),
            ]);
            using var timeout = new CancellationTokenSource(_options.Timeout, _time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(token, timeout.Token);
            try
            {
                using var response = await _http.PostAsync($"2010-04-01/Accounts/{_options.AccountSid}/Messages.json", form, either.Token);
                return await Read(response, Masked.Number(to), either.Token);
            }
            catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException or IOException)
            {
                if (form.HasLeft)
                {
                    LosesText(Masked.Number(to), exception);
                    return Attempt.Unknown();
                }

                token.ThrowIfCancellationRequested();
                MissesTwilio(_http.BaseAddress!, exception);
                return Attempt.NotYet(TwilioProblems.Unavailable);
            }
        },
        cancellation);

    public void Dispose() => _http.Dispose();

    private async Task<Attempt> Read(HttpResponseMessage response, string to, CancellationToken cancellation)
    {
        var (sid, code) = Parse(await response.Content.ReadAsByteArrayAsync(cancellation));
        var status = (int)response.StatusCode;
        if (code is not null || status >= 300)
        {
            RefusesText(to, status, code);
        }

        return (status, code) switch
        {
            ( < 300, { } failed) => Attempt.Failed(TwilioProblems.Of(failed)),
            ( < 300, null) when sid is not null => Attempt.Sent(sid),
            ( < 300, null) => Attempt.Unknown(),

            // Documented as not carried out (20429) and as worth repeating (20503). A bare 503 is somebody else's word, and
            // 20500 is documented as possibly carried out.
            (429, _) => Attempt.NotYet(TwilioProblems.QueueFull, RetryAfter(response)),
            (503, 20503) => Attempt.NotYet(TwilioProblems.Unavailable, RetryAfter(response)),
            ((int)HttpStatusCode.RequestTimeout or >= 500, _) => Attempt.Unknown(),
            (_, { } refused) => Attempt.Failed(TwilioProblems.Of(refused)),
            (401 or 403, null) => Attempt.Failed(TwilioProblems.SignInRefused),
            _ => Attempt.Failed(TwilioProblems.Misconfigured),
        };
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response) =>
        response.Headers.RetryAfter is not { } wait ? null : wait.Delta ?? wait.Date - _time.GetUtcNow();

    /// <summary>The message's id and its error's code: <c>code</c> in a refusal, <c>error_code</c> in a message.</summary>
    private static (string? Sid, int? Code) Parse(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? (Text("sid"), Number("code") ?? Number("error_code"))
                : default;

            string? Text(string name) =>
                document.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
            int? Number(string name) => document.RootElement.TryGetProperty(name, out var value)
                && int.TryParse(value.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        }
        catch (JsonException)
        {
            return default;
        }
    }

    // Twilio's own sentences are not logged: they repeat the number.
    [LoggerMessage(Level = LogLevel.Warning, Message = "Twilio refused a text to {To}: HTTP {Status}, code {Code}.")]
    private partial void RefusesText(string to, int status, int? code);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nobody knows whether a text to {To} was sent: the answer is missing.")]
    private partial void LosesText(string to, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Address} cannot be reached; nothing was sent.")]
    private partial void MissesTwilio(Uri address, Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "A text was not sent ({Problem}); repeat {Number} follows.")]
    private partial void RepeatsText(string problem, int number);
}
