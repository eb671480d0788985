namespace SeeSupport.Channels.Turn;

/// <summary>The TURN server refuses what it was asked for.</summary>
internal sealed class TurnRefusalException(StunMethod method, int code) : Exception($"The TURN server refused {method} with {code}.")
{
    /// <summary>The error's number (RFC 8656, section 19).</summary>
    public int Code => code;
}
