using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace SeeSupport.Grids;

/// <summary>Names the port that somebody else has, before Orleans fails on it.</summary>
internal sealed class PortsCheck(IOptions<EndpointOptions> endpoints) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        foreach (var (key, port) in new[] { (nameof(GridOptions.SiloPort), endpoints.Value.SiloPort), (nameof(GridOptions.GatewayPort), endpoints.Value.GatewayPort) })
        {
            try
            {
                using var listener = new TcpListener(IPAddress.Any, port);
                listener.Start();
            }
            catch (SocketException problem) when (problem.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                throw new SeeSupportException(
                    "port-in-use", $"The port {port} is in use by another program. Stop that, or give this silo another with {GridOptions.Section}:{key}.");
            }
        }

        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
