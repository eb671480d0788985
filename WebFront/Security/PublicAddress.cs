using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using SeeSupport.Ports;

namespace SeeSupport.WebFront.Security;

/// <inheritdoc cref="IPublicAddress"/>
internal sealed class PublicAddress(IOptions<SecurityOptions> options, IServer server) : IPublicAddress
{
    /// <inheritdoc/>
    public Uri Current => options.Value.PublicAddress is { Length: > 0 } configured ? new Uri(configured.TrimEnd('/') + "/") : Listening;

    /// <summary>The first address the front listens at; a wildcard becomes localhost, as nobody can open a wildcard.</summary>
    private Uri Listening
    {
        get
        {
            var first = BindingAddress.Parse(server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://localhost");
            var host = first.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "localhost" : first.Host;
            return new UriBuilder(first.Scheme, host, first.Port, first.PathBase + "/").Uri;
        }
    }
}
