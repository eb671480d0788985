using SeeSupport.Media;
using SeeSupport.Ports;
using SeeSupport.Sessions;

namespace SeeSupport.WebFront.Hosting;

/// <summary>Direct routes only, where nothing that issues relays is registered.</summary>
internal sealed class NoRelays(TimeProvider time) : IIceServers
{
    public IceConfiguration Issue(string sessionId, ParticipantRole role) => new() { IceServers = [], ExpiresAt = time.GetUtcNow().AddMinutes(10) };
}
