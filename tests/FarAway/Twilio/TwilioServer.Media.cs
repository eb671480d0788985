using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace SeeSupport.FarAway.Twilio;

/// <content>Messages from phones to a webhook, and the files that come with them.</content>
public sealed partial class TwilioServer
{
    private readonly ConcurrentDictionary<string, (string MessageSid, TwilioFile File)> _files = new();
    private readonly ConcurrentDictionary<string, int> _asked = new();

    /// <summary>Twilio's media host, which the API leads to: <c>host:port</c>.</summary>
    public string MediaHost => new Uri(_app.Urls.Last()).Authority;

    /// <summary>Ids of the files that lie here.</summary>
    public ICollection<string> Files => _files.Keys;

    /// <summary>Every request for a file, or to delete one.</summary>
    public Received<TwilioFetch> Fetches { get; } = new();

    /// <summary>Ids of the files that were deleted.</summary>
    public Received<string> Deleted { get; } = new();

    /// <summary>A phone sends a message: it is brought to a webhook, signed, as Twilio does.</summary>
    /// <param name="webhook">The address that is set in Twilio.</param>
    /// <param name="from">The phone's number.</param>
    /// <param name="body">The text.</param>
    /// <param name="files">The pictures.</param>
    public Task<TwilioDelivery> Text(Uri webhook, string from, string body = "", params IReadOnlyList<TwilioFile> files)
    {
        var message = (files.Count > 0 ? "MM" : "SM") + Hex(32);
        var form = new Dictionary<string, string>
        {
            ["AccountSid"] = AccountSid,
            ["ApiVersion"] = "2010-04-01",
            ["Body"] = body,
            ["From"] = from,
            ["FromCountry"] = "US",
            ["MessageSid"] = message,
            ["MessagingServiceSid"] = MessagingServiceSid,
            ["NumMedia"] = files.Count.ToString(CultureInfo.InvariantCulture),
            ["NumSegments"] = "1",
            ["SmsMessageSid"] = message,
            ["SmsSid"] = message,
            ["SmsStatus"] = "received",
            ["To"] = From,
        };
        var sids = new List<string>();
        foreach (var (at, file) in files.Index())
        {
            var sid = "ME" + Hex(32);
            sids.Add(sid);
            _files[sid] = (message, file);
            form[$"MediaContentType{at}"] = file.Type;
            form[$"MediaUrl{at}"] = file.Address ?? new Uri(Address, $"/2010-04-01/Accounts/{AccountSid}/Messages/{message}/Media/{sid}").AbsoluteUri;
        }

        return Bring(webhook, form, sids);
    }

    /// <summary>Brings the same message once more, as Twilio does when it saw no answer, or somebody who overheard it.</summary>
    public Task<TwilioDelivery> Repeat(Uri webhook, TwilioDelivery delivery) => Bring(webhook, delivery.Form, delivery.MediaSids);

    /// <summary>Posts a form as Twilio does.</summary>
    /// <param name="webhook">Where to.</param>
    /// <param name="form">The parameters.</param>
    /// <param name="mediaSids">Ids of the message's files.</param>
    /// <param name="signedFor">The address that is signed; the webhook's unless given.</param>
    /// <param name="signedWith">The secret; the account's own unless given.</param>
    /// <param name="headers">Further headers.</param>
    public async Task<TwilioDelivery> Bring(
        Uri webhook,
        IReadOnlyDictionary<string, string> form,
        IReadOnlyList<string>? mediaSids = null,
        string? signedFor = null,
        string? signedWith = null,
        IEnumerable<KeyValuePair<string, string>>? headers = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, webhook) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Add("X-Twilio-Signature", Sign(signedFor ?? webhook.OriginalString, form, signedWith ?? AuthToken));
        request.Headers.UserAgent.ParseAdd("TwilioProxy/1.1");
        foreach (var (name, value) in headers ?? [])
        {
            request.Headers.Add(name, value);
        }

        var began = Stopwatch.GetTimestamp();
        using var response = await _callbacks.SendAsync(request);
        var answer = await response.Content.ReadAsStringAsync();
        return new(form.GetValueOrDefault("MessageSid") ?? "", mediaSids ?? [], form, response.StatusCode, answer, Stopwatch.GetElapsedTime(began));
    }

    /// <summary>Waits until none of a message's files lies here, by default 20 s at most.</summary>
    public async Task NoLongerHas(TwilioDelivery delivery)
    {
        foreach (var media in delivery.MediaSids)
            await Deleted.First(deleted => deleted == media);
    }

    private void MapMedia()
    {
        const string File = "/2010-04-01/Accounts/{account}/Messages/{message}/Media/{media}";
        _app.MapGet(File, (string account, string message, string media, HttpContext context) => Lead(account, message, media, context));
        _app.MapDelete(File, (string account, string message, string media, HttpContext context) => Delete(account, message, media, context));
        _app.MapGet("/files/{media}", Give);
    }

    private async Task<IResult> Lead(string account, string message, string media, HttpContext context)
    {
        var authorization = context.Request.Headers.Authorization.ToString();
        Fetches.Add(new("GET", media, AtMediaHost: false, authorization));
        if (!Knows(account, authorization))
        {
            return Refusal(TwilioAnswer.Refuse(20003, "Authenticate", HttpStatusCode.Unauthorized));
        }

        if (!_files.TryGetValue(media, out var known) || known.MessageSid != message)
        {
            return Refusal(TwilioAnswer.Refuse(20404, "The requested resource was not found", HttpStatusCode.NotFound));
        }

        await known.File.AskGate.WaitAsync(context.RequestAborted);
        return _asked.AddOrUpdate(media, 1, (_, count) => count + 1) <= known.File.Failures
            ? Refusal(TwilioAnswer.Refuse(20500, "An internal server error has occurred", HttpStatusCode.InternalServerError))
            : Results.Redirect(known.File.Location ?? $"http://{MediaHost}/files/{media}", preserveMethod: true);
    }

    private async Task Give(string media, HttpContext context)
    {
        Fetches.Add(new("GET", media, AtMediaHost: context.Request.Host.Value == MediaHost, context.Request.Headers.Authorization.ToString()));
        if (!_files.TryGetValue(media, out var known))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var (response, file) = (context.Response, known.File);
        response.ContentType = file.Type;
        if (file.TellsLength)
        {
            response.ContentLength = file.Content.Length + file.Zeros;
        }

        var half = file.Content.Length / 2;
        await response.Body.WriteAsync(file.Content.AsMemory(0, half), context.RequestAborted);
        await response.Body.FlushAsync(context.RequestAborted);
        await file.Gate.WaitAsync(context.RequestAborted);
        await response.Body.WriteAsync(file.Content.AsMemory(half), context.RequestAborted);
        var zeros = new byte[64 * 1024];
        for (var left = file.Zeros; left > 0; left -= zeros.Length)
        {
            await response.Body.WriteAsync(zeros.AsMemory(0, (int)Math.Min(left, zeros.Length)), context.RequestAborted);
        }
    }

    private async Task<IResult> Delete(string account, string message, string media, HttpContext context)
    {
        var authorization = context.Request.Headers.Authorization.ToString();
        Fetches.Add(new("DELETE", media, AtMediaHost: false, authorization));
        if (!Knows(account, authorization))
        {
            return Refusal(TwilioAnswer.Refuse(20003, "Authenticate", HttpStatusCode.Unauthorized));
        }

        if (!_files.TryGetValue(media, out var known) || known.MessageSid != message)
        {
            return Refusal(TwilioAnswer.Refuse(20404, "The requested resource was not found", HttpStatusCode.NotFound));
        }

        await known.File.DeleteGate.WaitAsync(context.RequestAborted);
        if (_asked.AddOrUpdate($"DELETE {media}", 1, (_, count) => count + 1) <= known.File.DeleteFailures)
        {
            return Refusal(TwilioAnswer.Refuse(20500, "An internal server error has occurred", HttpStatusCode.InternalServerError));
        }

        _files.TryRemove(media, out _);
        Deleted.Add(media);
        return Results.NoContent();
    }
}
