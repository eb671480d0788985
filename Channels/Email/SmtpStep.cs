namespace SeeSupport.Channels.Email;

/// <summary>How far a dialogue with a mail server has come.</summary>
internal enum SmtpStep
{
    /// <summary>Opening the connection.</summary>
    Connection,

    /// <summary>Waiting for the server's first line.</summary>
    Greeting,

    /// <summary>EHLO.</summary>
    Hello,

    /// <summary>STARTTLS and the handshake.</summary>
    StartTls,

    /// <summary>AUTH.</summary>
    SignIn,

    /// <summary>MAIL FROM.</summary>
    Sender,

    /// <summary>RCPT TO.</summary>
    Recipient,

    /// <summary>DATA.</summary>
    Data,

    /// <summary>The content is leaving. Only from here on can the server have taken the e-mail (RFC 5321, section 4.1.1.4).</summary>
    Content,
}
