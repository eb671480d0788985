using Microsoft.Extensions.Options;
using SeeSupport.Media;
using SeeSupport.Ports;
using SeeSupport.Sessions;

namespace SeeSupport.Channels.Turn;

/// <inheritdoc cref="IIceServers"/>
internal sealed class IceServers(IOptions<TurnOptions> options, TimeProvider time) : IIceServers
{
    public IceConfiguration Issue(string sessionId, ParticipantRole role)
    {
        var current = options.Value;
        var expiresAt = time.GetUtcNow() + current.Lifetime;
        List<IceServer> servers = [];
        if (current.StunUrls.Length > 0)
        {
            servers.Add(new() { Urls = [.. current.StunUrls] });
        }

        if (current.Urls.Length > 0)
        {
            var credentials = TurnCredentials.Issue(current.Secrets[0], expiresAt, sessionId, role.ToString().ToLowerInvariant());
            servers.Add(new() { Urls = [.. current.Urls], Username = credentials.UserName, Credential = credentials.Password });
        }

        return new() { IceServers = [.. servers], RelayOnly = current.RelayOnly, ExpiresAt = expiresAt };
    }
}
