using Microsoft.Extensions.Configuration;
using SeeSupport.Ports;

namespace SeeSupport.Channels;

/// <summary>The public address of a process that listens at none itself.</summary>
internal sealed class ConfiguredPublicAddress(IConfiguration configuration) : IPublicAddress
{
    public Uri Current => Uri.TryCreate(configuration["SeeSupport:PublicAddress"]?.TrimEnd('/') + "/", UriKind.Absolute, out var address)
        && address.Scheme is "http" or "https"
        ? address
        : throw new InvalidOperationException("SeeSupport:PublicAddress is missing: invites cannot say where they lead to.");
}
