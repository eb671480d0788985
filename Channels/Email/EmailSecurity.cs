namespace SeeSupport.Channels.Email;

/// <summary>How a connection to a mail server is encrypted.</summary>
public enum EmailSecurity
{
    /// <summary>By STARTTLS (RFC 3207) where the server offers it; an attacker in between can prevent that.</summary>
    StartTlsIfOffered,

    /// <summary>By STARTTLS, or nothing is sent.</summary>
    StartTls,

    /// <summary>From the first byte (RFC 8314).</summary>
    Tls,

    /// <summary>Not at all: for a server on the same machine.</summary>
    None,
}
