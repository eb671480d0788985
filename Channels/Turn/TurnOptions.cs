namespace SeeSupport.Channels.Turn;

/// <summary>Which servers help browsers to find a route. Section <c>SeeSupport:Turn</c>. Nothing set: direct routes only, and nothing is asked of anybody.</summary>
public sealed class TurnOptions
{
    /// <summary>The section these options are bound from.</summary>
    public const string Section = "SeeSupport:Turn";

    /// <summary>
    /// Our TURN servers, one entry for each transport (RFC 7065), for example <c>turn:turn.example.com:3478?transport=udp</c>,
    /// <c>turn:turn.example.com:3478?transport=tcp</c>, <c>turns:turn.example.com:5349?transport=tcp</c>. Default: none.
    /// </summary>
    public string[] Urls { get; set; } = [];

    /// <summary>
    /// The secrets shared with the TURN servers. The first one makes credentials; to rotate, add the new one to the servers, then put it
    /// first here, then take the old one away from the servers after <see cref="Lifetime"/>. Default: none.
    /// </summary>
    public string[] Secrets { get; set; } = [];

    /// <summary>STUN servers (RFC 7064). They learn every consumer's address, so there is none unless it is set. Default: none.</summary>
    public string[] StunUrls { get; set; } = [];

    /// <summary>Whether media may go through a TURN server only, which hides both sides' addresses from each other. Default: no.</summary>
    public bool RelayOnly { get; set; }

    /// <summary>How long credentials live. A relay that is in use is not affected by their end. Default: 10 minutes.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How often each TURN server is tried out. Default: 1 minute.</summary>
    public TimeSpan ProbeInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a TURN server may take to answer a try. Default: 5 s.</summary>
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>PEM file of a certificate authority of one's own for <c>turns:</c>; then tries trust no other. Default: none, the system's are.</summary>
    public string? CertificateAuthority { get; set; }
}
