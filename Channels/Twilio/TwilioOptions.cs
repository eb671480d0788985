namespace SeeSupport.Channels.Twilio;

/// <summary>How text messages go out through Twilio. Section <c>SeeSupport:Twilio</c>. Nothing set: no text messages, the outbox instead.</summary>
public sealed class TwilioOptions
{
    /// <summary>The section these options are bound from.</summary>
    public const string Section = "SeeSupport:Twilio";

    /// <summary>Where the REST API is. Default: <c>https://api.twilio.com</c>.</summary>
    public string BaseAddress { get; set; } = "https://api.twilio.com";

    /// <summary>The account: <c>AC</c> and 32 hexadecimal digits. Default: none.</summary>
    public string? AccountSid { get; set; }

    /// <summary>
    /// The account's primary auth token. Webhooks and status callbacks are signed with it, so it is needed even where an API key sends.
    /// Default: none.
    /// </summary>
    public string? AuthToken { get; set; }

    /// <summary>A second token that signatures may be made with: set it while tokens are rotated. Default: none.</summary>
    public string? SecondaryAuthToken { get; set; }

    /// <summary>An API key to send with instead of the auth token: <c>SK</c> and 32 hexadecimal digits. Default: none.</summary>
    public string? ApiKeySid { get; set; }

    /// <summary>The API key's secret. Default: none.</summary>
    public string? ApiKeySecret { get; set; }

    /// <summary>The messaging service that chooses the sender: <c>MG</c> and 32 hexadecimal digits. Default: none, then <see cref="From"/> is needed.</summary>
    public string? MessagingServiceSid { get; set; }

    /// <summary>The number that messages come from, E.164. Default: none, then <see cref="MessagingServiceSid"/> is needed.</summary>
    public string? From { get; set; }

    /// <summary>
    /// Where Twilio may send us on for the file of a picture message, as host or <c>host:port</c>, separated by semicolons. Nothing is fetched from
    /// anywhere else, and never from an address inside of the own network, unless it stands here by its number.
    /// Default: <c>media.twiliocdn.com;mms.twiliocdn.com;s3-external-1.amazonaws.com</c>.
    /// </summary>
    public string MediaHosts { get; set; } = "media.twiliocdn.com;mms.twiliocdn.com;s3-external-1.amazonaws.com";

    /// <summary>How long the file of a picture message may stand still before it is tried again. Default: 15 s.</summary>
    public TimeSpan MediaTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How many files of picture messages are fetched at once by this process. Default: 16.</summary>
    public int MediaAtOnce { get; set; } = 16;

    /// <summary>How long to wait for Twilio's answer to one request. Default: 10 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a request is repeated that certainly sent nothing. Default: 3.</summary>
    public int Retries { get; set; } = 3;

    /// <summary>The wait before the first repeat; it doubles for each further one. Default: 0.5 s.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(0.5);

    /// <summary>Whether text messages are set up.</summary>
    public bool IsSet => AccountSid is { Length: > 0 };

    internal IReadOnlyList<string> MediaHostList => MediaHosts.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    internal IEnumerable<string> AuthTokens => new[] { AuthToken, SecondaryAuthToken }.OfType<string>().Where(token => token.Length > 0);

    internal (string User, string Password) Credentials =>
        ApiKeySid is { Length: > 0 } ? (ApiKeySid, ApiKeySecret!) : (AccountSid!, AuthToken!);
}
