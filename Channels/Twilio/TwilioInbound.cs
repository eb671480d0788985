using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using SeeSupport.Texts;

namespace SeeSupport.Channels.Twilio;

/// <summary>
/// The way Twilio brings us text and picture messages: a signed form post
/// (https://www.twilio.com/docs/messaging/guides/webhook-request), which we answer with TwiML.
/// </summary>
public sealed partial class TwilioInbound(TwilioWebhook webhook, IOptions<TwilioOptions> options)
{
    /// <summary>Where the front takes messages: what is set as the webhook of the number or messaging service.</summary>
    public const string Path = "/api/twilio/message";

    /// <summary>Files that one message can have.</summary>
    private const int MostMedia = 10;

    /// <summary>
    /// Reads a message. Throws <see cref="SeeSupportException"/> with <c>webhook-signature-refused</c> when it is not signed by Twilio for our
    /// public address, and with <c>webhook-malformed</c> when it is, but is no message.
    /// </summary>
    /// <param name="query">The request's query as it came.</param>
    /// <param name="form">All parameters of the post.</param>
    /// <param name="signature">The header <c>X-Twilio-Signature</c>; null where there is none.</param>
    public (string From, IncomingText Text) Read(QueryString query, IEnumerable<KeyValuePair<string, StringValues>> form, string? signature)
    {
        var fields = webhook.Read(Path, query, form, signature);
        var from = Field("From");
        var message = Field("MessageSid");
        if (Field("AccountSid") != options.Value.AccountSid || !NumberPattern.IsMatch(from) || !MessagePattern.IsMatch(message)
            || !int.TryParse(Field("NumMedia") is { Length: > 0 } count ? count : "0", NumberStyles.None, CultureInfo.InvariantCulture, out var media)
            || media > MostMedia)
        {
            throw new SeeSupportException("webhook-malformed", "This call is no text message that we understand. It was not used.");
        }

        var body = Field("Body");
        return (from, new()
        {
            MessageId = message,
            Text = body,
            Keyword = Field("OptOutType") switch
            {
                "STOP" => TextKeyword.Stop,
                "START" => TextKeyword.Start,
                "HELP" => TextKeyword.Help,
                _ => media == 0 ? TextKeywords.Of(body) : TextKeyword.None,
            },
            Media = [.. Enumerable.Range(0, media).Select(at => Media(message, at, Field($"MediaUrl{at}"), Field($"MediaContentType{at}")))],
        });

        string Field(string name) => fields.GetValueOrDefault(name).ToString();
    }

    /// <summary>What Twilio is answered with: TwiML that sends a text back, or nothing.</summary>
    public static string Answer(string? text) => text is null
        ? "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response></Response>"
        : $"<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response><Message>{System.Security.SecurityElement.Escape(text)}</Message></Response>";

    /// <summary>
    /// A file. Of its address only the file's id is taken, and only where the whole of it is where files of this message lie: what is fetched is an
    /// address of our own making.
    /// </summary>
    private IncomingMedia Media(string message, int at, string address, string type)
    {
        var lies = Uri.TryCreate(address, UriKind.Absolute, out var place)
            && Uri.TryCreate(options.Value.BaseAddress, UriKind.Absolute, out var twilio)
            && (place.Scheme, place.Authority, place.UserInfo, place.Query) == (twilio.Scheme, twilio.Authority, "", "")
            && place.AbsolutePath.StartsWith(TwilioMedia.PathOf(options.Value, message), StringComparison.Ordinal);
        var id = lies ? place!.Segments[^1] : null;
        return new()
        {
            MediaId = id is not null && MediaPattern.IsMatch(id) && place!.AbsolutePath == TwilioMedia.PathOf(options.Value, message) + id ? id : null,
            PictureId = PictureId($"{message}/{at}"),
            Type = type.Length is > 0 and <= 100 ? type : null,
        };
    }

    private static string PictureId(string file) => "t-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(file)).AsSpan(0, 12));

    // Also short codes, which have no country.
    [GeneratedRegex(@"^(\+[1-9]\d{6,14}|\d{3,8})$")]
    private static partial Regex NumberPattern { get; }

    [GeneratedRegex("^(SM|MM)[0-9a-fA-F]{32}$")]
    private static partial Regex MessagePattern { get; }

    [GeneratedRegex("^ME[0-9a-fA-F]{32}$")]
    private static partial Regex MediaPattern { get; }
}
