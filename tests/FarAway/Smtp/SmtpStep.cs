namespace SeeSupport.FarAway.Smtp;

/// <summary>Where in its dialogue the server misbehaves.</summary>
public enum SmtpStep
{
    /// <summary>Before the greeting.</summary>
    Greeting,

    /// <summary>At EHLO or HELO.</summary>
    Hello,

    /// <summary>At STARTTLS.</summary>
    StartTls,

    /// <summary>At AUTH.</summary>
    Auth,

    /// <summary>At MAIL FROM.</summary>
    From,

    /// <summary>At RCPT TO.</summary>
    To,

    /// <summary>At DATA, before the content.</summary>
    Data,

    /// <summary>After the content's last line, before it is taken.</summary>
    Content,

    /// <summary>After the content was taken, before that is said.</summary>
    Taken,
}
