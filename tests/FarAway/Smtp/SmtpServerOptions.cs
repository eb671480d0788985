namespace SeeSupport.FarAway.Smtp;

/// <summary>What the server offers and asks for.</summary>
public sealed record SmtpServerOptions
{
    /// <summary>Where to listen. Default: a port that is free.</summary>
    public int Port { get; init; }

    /// <summary>Who may send. Default: <c>seesupport</c>; null asks nobody to sign in.</summary>
    public string? UserName { get; init; } = "seesupport";

    /// <summary>The password. Default: <c>Mail-Secret-1</c>.</summary>
    public string Password { get; init; } = "Mail-Secret-1";

    /// <summary>The ways to sign in that are offered. Default: PLAIN and LOGIN.</summary>
    public string Mechanisms { get; init; } = "PLAIN LOGIN";

    /// <summary>Whether STARTTLS is offered. Default: yes.</summary>
    public bool StartTls { get; init; } = true;

    /// <summary>Whether the connection is encrypted from its first byte. Default: no.</summary>
    public bool ImplicitTls { get; init; }

    /// <summary>The name that the certificate is made for. Default: localhost.</summary>
    public string CertificateName { get; init; } = "localhost";

    /// <summary>The largest message, bytes. Default: 1 MiB.</summary>
    public int Size { get; init; } = 1 << 20;
}
