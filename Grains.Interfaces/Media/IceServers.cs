using System.Collections.Immutable;

namespace SeeSupport.Media;

/// <summary>How a browser is to look for a route (W3C WebRTC, <c>RTCConfiguration</c>).</summary>
[GenerateSerializer, Immutable, Alias("SeeSupport.IceConfiguration")]
public sealed record IceConfiguration
{
    /// <summary>STUN and TURN servers, possibly none.</summary>
    [Id(0)]
    public required ImmutableArray<IceServer> IceServers { get; init; }

    /// <summary>Whether only relayed routes are allowed, which hides both addresses.</summary>
    [Id(1)]
    public bool RelayOnly { get; init; }

    /// <summary>When the credentials end, UTC; a restart after that needs new ones.</summary>
    [Id(2)]
    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>One entry of <c>RTCConfiguration.iceServers</c>.</summary>
[GenerateSerializer, Immutable, Alias("SeeSupport.IceServer")]
public sealed record IceServer
{
    /// <summary>For example <c>turn:turn.example.com:3478?transport=udp</c>.</summary>
    [Id(0)]
    public required ImmutableArray<string> Urls { get; init; }

    /// <summary><c>expiry:sessionId:role</c>; null for STUN.</summary>
    [Id(1)]
    public string? Username { get; init; }

    /// <summary>Base64 of HMAC-SHA1 over the user name; null for STUN.</summary>
    [Id(2)]
    public string? Credential { get; init; }
}
