using SeeSupport.Media;
using SeeSupport.Sessions;

namespace SeeSupport.Ports;

/// <summary>Makes the ICE configuration of one party: STUN and TURN addresses with credentials of its own that live a short time.</summary>
public interface IIceServers
{
    /// <summary>Issues a configuration for a party that has joined.</summary>
    IceConfiguration Issue(string sessionId, ParticipantRole role);
}
