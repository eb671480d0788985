using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.Hosting;
using Orleans.Serialization;
using Orleans.Storage;

namespace SeeSupport.Grid.Tests;

/// <summary>An Orleans silo on the loopback interface, with everything durable in one folder.</summary>
internal static class GridUnderTest
{
    public static void Configure(ISiloBuilder silo, string folder)
    {
        silo.UseLocalhostClustering(FreePort(), FreePort());
        silo.AddReminders();
        silo.Services.AddSingleton<IReminderTable>(new FileReminderTable(folder));
        silo.Services.AddGrainStorage("Default", (services, _) =>
            new FileGrainStorage(folder, new OrleansGrainStorageSerializer(services.GetRequiredService<Serializer>())));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
