namespace SeeSupport.Channels.Turn;

/// <summary>Attributes of messages (RFC 8489, section 18.3; RFC 8656, section 18).</summary>
internal enum StunAttribute
{
    UserName = 0x0006,
    MessageIntegrity = 0x0008,
    ErrorCode = 0x0009,
    Lifetime = 0x000D,
    XorPeerAddress = 0x0012,
    Realm = 0x0014,
    Nonce = 0x0015,
    XorRelayedAddress = 0x0016,
    RequestedTransport = 0x0019,
    XorMappedAddress = 0x0020,
}
