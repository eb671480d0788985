namespace SeeSupport.Channels.Email;

/// <summary>How e-mails go out over SMTP. Section <c>SeeSupport:Email</c>. No host: no e-mails, the outbox instead.</summary>
public sealed class EmailOptions
{
    /// <summary>The section these options are bound from.</summary>
    public const string Section = "SeeSupport:Email";

    /// <summary>The mail server's name. Default: none.</summary>
    public string? Host { get; set; }

    /// <summary>The mail server's port. Default: 587, submission.</summary>
    public int Port { get; set; } = 587;

    /// <summary>
    /// How the connection is encrypted. Default: <see cref="EmailSecurity.Tls"/> at port 465, otherwise
    /// <see cref="EmailSecurity.StartTls"/> where a user name is set, otherwise <see cref="EmailSecurity.StartTlsIfOffered"/>.
    /// </summary>
    public EmailSecurity? Security { get; set; }

    /// <summary>PEM file of a certificate authority of one's own; then no other is trusted. Default: none, the system's are.</summary>
    public string? CertificateAuthority { get; set; }

    /// <summary>Who signs in. Default: nobody.</summary>
    public string? UserName { get; set; }

    /// <summary>The password. Default: none.</summary>
    public string? Password { get; set; }

    /// <summary>The address that e-mails come from. Default: none; needed where a host is set.</summary>
    public string? From { get; set; }

    /// <summary>The name that e-mails come from. Default: the company's name.</summary>
    public string? FromName { get; set; }

    /// <summary>How long to wait for the connection and for each reply. Default: 20 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// How long to wait for the reply to the content. Longer, as servers check content before they reply, and without that reply
    /// nobody knows whether the e-mail went out (RFC 5321, section 4.5.3.2.6). Default: 1 minute.
    /// </summary>
    public TimeSpan ContentTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often an attempt is repeated that certainly sent nothing. Default: 3.</summary>
    public int Retries { get; set; } = 3;

    /// <summary>The wait before the first repeat; it doubles for each further one. Default: 2 s.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Whether invites may go to domains without a dot, such as <c>localhost</c>. Default: no.</summary>
    public bool AllowLocalDomains { get; set; }

    /// <summary>Whether e-mails are set up.</summary>
    public bool IsSet => Host is { Length: > 0 };

    internal EmailSecurity EffectiveSecurity => Security
        ?? (Port == 465 ? EmailSecurity.Tls : UserName is { Length: > 0 } ? EmailSecurity.StartTls : EmailSecurity.StartTlsIfOffered);
}
