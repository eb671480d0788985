namespace SeeSupport.Wire;

/// <summary>A hub refused a call or the handshake, or the connection ended before the answer came.</summary>
public sealed class HubCallException(string message) : Exception(message);
