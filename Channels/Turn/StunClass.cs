namespace SeeSupport.Channels.Turn;

/// <summary>Request or answer (RFC 8489, section 5): the two class bits where they stand in a message's type.</summary>
internal enum StunClass
{
    Request = 0x000,
    Indication = 0x010,
    Success = 0x100,
    Error = 0x110,
}
