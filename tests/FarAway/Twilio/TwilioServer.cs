using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SeeSupport.FarAway.Twilio;

/// <summary>
/// Twilio's Messages API (version 2010-04-01) over real HTTP: checks credentials and fields as Twilio does, keeps messages and files,
/// misbehaves when told to, and sends signed status callbacks and messages from phones.
/// </summary>
public sealed partial class TwilioServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _callbacks;
    private readonly ConcurrentQueue<TwilioAnswer> _answers = new();

    private TwilioServer(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        _app = builder.Build();
        MapMedia();
        _app.MapPost("/2010-04-01/Accounts/{account}/Messages.json", Send);

        // The caller of a status callback is far away: its calls belong to no trace, and it takes any certificate of a test's front.
        _callbacks = new(new SocketsHttpHandler
        {
            ActivityHeadersPropagator = null,
            AllowAutoRedirect = false,
            SslOptions = new() { RemoteCertificateValidationCallback = (_, _, _, _) => true },
        });
    }

    /// <summary>Where the API is: the value of <c>SeeSupport:Twilio:BaseAddress</c>.</summary>
    public Uri Address => new(_app.Urls.First());

    /// <summary>The account's identity.</summary>
    public string AccountSid { get; private set; } = "AC" + Hex(32);

    /// <summary>The account's secret: for requests, and to sign callbacks with.</summary>
    public string AuthToken { get; set; } = Hex(32);

    /// <summary>An API key that may send as well.</summary>
    public string ApiKeySid { get; } = "SK" + Hex(32);

    /// <summary>The API key's secret.</summary>
    public string ApiKeySecret { get; } = Hex(32);

    /// <summary>The one messaging service there is.</summary>
    public string MessagingServiceSid { get; private set; } = "MG" + Hex(32);

    /// <summary>The one number there is.</summary>
    public string From { get; } = "+12025550100";

    /// <summary>The configuration under which SeeSupport sends through this server.</summary>
    public IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["SeeSupport:Twilio:BaseAddress"] = Address.ToString(),
        ["SeeSupport:Twilio:AccountSid"] = AccountSid,
        ["SeeSupport:Twilio:AuthToken"] = AuthToken,
        ["SeeSupport:Twilio:MessagingServiceSid"] = MessagingServiceSid,
        ["SeeSupport:Twilio:MediaHosts"] = MediaHost,
    };

    /// <summary>Every message that was taken.</summary>
    public Received<TwilioMessage> Messages { get; } = new();

    /// <summary>Every request to send that came in.</summary>
    public Received<TwilioRequest> Requests { get; } = new();

    /// <summary>Starts the server, by default at a port that is free.</summary>
    public static async Task<TwilioServer> Start(int port = 0)
    {
        var server = new TwilioServer(port);
        await server._app.StartAsync();
        return server;
    }

    /// <summary>Takes over another server's account, as the same Twilio at another address.</summary>
    public void Become(TwilioServer other) =>
        (AccountSid, AuthToken, MessagingServiceSid) = (other.AccountSid, other.AuthToken, other.MessagingServiceSid);

    /// <summary>The next requests get these answers, one each; later ones are accepted again.</summary>
    public void Next(params ReadOnlySpan<TwilioAnswer> answers)
    {
        foreach (var answer in answers)
        {
            _answers.Enqueue(answer);
        }
    }

    /// <summary>Sends a signed status callback for a message, as Twilio would, and returns what the front says to it.</summary>
    /// <param name="message">The message; it must have a callback's address.</param>
    /// <param name="status">For example <c>sent</c>, <c>delivered</c>, <c>undelivered</c>.</param>
    /// <param name="errorCode">Twilio's code of what went wrong.</param>
    /// <param name="signedWith">The secret to sign with; the account's own unless given.</param>
    public async Task<HttpStatusCode> Report(TwilioMessage message, string status, int? errorCode = null, string? signedWith = null)
    {
        var form = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["AccountSid"] = AccountSid,
            ["ApiVersion"] = "2010-04-01",
            ["From"] = message.From ?? From,
            ["MessageSid"] = message.Sid,
            ["MessageStatus"] = status,
            ["SmsSid"] = message.Sid,
            ["SmsStatus"] = status,
            ["To"] = message.To,
        };
        if (errorCode is { } code)
        {
            form["ErrorCode"] = code.ToString(CultureInfo.InvariantCulture);
        }

        var address = message.StatusCallback ?? throw new InvalidOperationException("The message asks for no status callbacks.");
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Add("X-Twilio-Signature", Sign(address.OriginalString, form, signedWith ?? AuthToken));
        request.Headers.UserAgent.ParseAdd("TwilioProxy/1.1");
        using var response = await _callbacks.SendAsync(request);
        return response.StatusCode;
    }

    /// <summary>
    /// Twilio's signature of a form post: base64 of HMAC-SHA1, keyed with the account's secret, over the address and
    /// each parameter's name and value in order of the names (https://www.twilio.com/docs/usage/webhooks/webhooks-security).
    /// </summary>
    public static string Sign(string address, IEnumerable<KeyValuePair<string, string>> form, string authToken)
    {
        var text = new StringBuilder(address);
        foreach (var (name, value) in form.OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            text.Append(name).Append(value);
        }

        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(authToken), Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>Stops the server; requests that still wait are cut.</summary>
    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _app.StopAsync(atOnce.Token);
        await _app.DisposeAsync();
        _callbacks.Dispose();
    }

    private static string Hex(int digits) => RandomNumberGenerator.GetHexString(digits, lowercase: true);

    private async Task<IResult> Send(string account, HttpContext context)
    {
        var form = (await context.Request.ReadFormAsync()).ToDictionary(field => field.Key, field => field.Value.ToString());
        Requests.Add(new()
        {
            Headers = context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            Form = form,
        });
        if (!Knows(account, context.Request.Headers.Authorization.ToString()))
        {
            return Refusal(TwilioAnswer.Refuse(20003, "Authenticate", HttpStatusCode.Unauthorized));
        }

        var answer = _answers.TryDequeue(out var next) ? next : TwilioAnswer.Accept;
        if (answer == TwilioAnswer.Accept && Fault(form) is { } fault)
        {
            return Refusal(fault);
        }

        var message = Message(form);
        if (answer.Takes)
        {
            Messages.Add(message);
        }

        if (answer.Silent)
        {
            await Task.WhenAny(Task.Delay(Timeout.Infinite, context.RequestAborted));
        }

        if (answer.Cuts || answer.Silent)
        {
            context.Abort();
            return Results.Empty;
        }

        if (answer.Wait is { } wait)
        {
            context.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        return answer switch
        {
            { Code: > 0 } => Refusal(answer),
            { Text: { } text } => Results.Text(text, "text/html", Encoding.UTF8, (int)answer.Status),
            _ => Results.Json(Resource(message), statusCode: 201),
        };
    }

    private bool Knows(string account, string authorization) =>
        account == AccountSid
        && (authorization == Basic(AccountSid, AuthToken) || authorization == Basic(ApiKeySid, ApiKeySecret));

    private static string Basic(string user, string password) =>
        "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));

    private TwilioAnswer? Fault(Dictionary<string, string> form)
    {
        var sender = form.GetValueOrDefault("From");
        var service = form.GetValueOrDefault("MessagingServiceSid");
        return form switch
        {
            _ when string.IsNullOrEmpty(form.GetValueOrDefault("To")) => TwilioAnswer.Refuse(21604, "A 'To' phone number is required."),
            _ when !NumberPattern.IsMatch(form["To"]) => TwilioAnswer.Refuse(21211, $"Invalid 'To' Phone Number: {form["To"]}"),
            _ when string.IsNullOrEmpty(form.GetValueOrDefault("Body")) => TwilioAnswer.Refuse(21602, "Message body is required."),
            _ when form["Body"].Length > 1600 => TwilioAnswer.Refuse(21617, "The concatenated message body exceeds the 1600 character limit"),
            _ when sender is null && service is null => TwilioAnswer.Refuse(21603, "A 'From' phone number is required."),
            _ when service is not null && service != MessagingServiceSid => TwilioAnswer.Refuse(21701, "The Messaging Service does not exist."),
            _ when sender is not null && sender != From => TwilioAnswer.Refuse(21659, $"'From' {sender} is not a Twilio phone number"),
            _ when form.TryGetValue("StatusCallback", out var callback)
                && !(Uri.TryCreate(callback, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https") =>
                TwilioAnswer.Refuse(21609, "Invalid 'StatusCallback' URL"),
            _ => null,
        };
    }

    private static TwilioMessage Message(Dictionary<string, string> form) => new()
    {
        Sid = "SM" + Hex(32),
        To = form.GetValueOrDefault("To") ?? "",
        From = form.GetValueOrDefault("From"),
        MessagingServiceSid = form.GetValueOrDefault("MessagingServiceSid"),
        Body = form.GetValueOrDefault("Body") ?? "",
        StatusCallback = form.TryGetValue("StatusCallback", out var callback) ? new(callback) : null,
    };

    private Dictionary<string, object?> Resource(TwilioMessage message) => new()
    {
        ["sid"] = message.Sid,
        ["account_sid"] = AccountSid,
        ["api_version"] = "2010-04-01",
        ["status"] = message.MessagingServiceSid is null ? "queued" : "accepted",
        ["direction"] = "outbound-api",
        ["to"] = message.To,
        ["from"] = message.From,
        ["messaging_service_sid"] = message.MessagingServiceSid,
        ["body"] = message.Body,
        ["num_segments"] = "1",
        ["num_media"] = "0",
        ["error_code"] = null,
        ["error_message"] = null,
        ["price"] = null,
        ["date_created"] = DateTimeOffset.UtcNow.ToString("R", CultureInfo.InvariantCulture),
        ["date_sent"] = null,
        ["uri"] = $"/2010-04-01/Accounts/{AccountSid}/Messages/{message.Sid}.json",
    };

    private static IResult Refusal(TwilioAnswer answer) => Results.Json(
        new Dictionary<string, object?>
        {
            ["code"] = answer.Code,
            ["message"] = answer.Text,
            ["more_info"] = $"https://www.twilio.com/docs/errors/{answer.Code}",
            ["status"] = (int)answer.Status,
        },
        statusCode: (int)answer.Status);

    [GeneratedRegex(@"^\+[1-9]\d{6,14}$")]
    private static partial Regex NumberPattern { get; }
}
