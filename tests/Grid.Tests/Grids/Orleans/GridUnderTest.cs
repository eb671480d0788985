using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Reminders;
using Orleans.Runtime.Hosting;
using Orleans.Serialization;
using Orleans.Storage;

namespace SeeSupport.Grid.Tests;

/// <summary>An Orleans silo on the loopback interface, with everything durable in one folder.</summary>
internal static class GridUnderTest
{
    /// <summary>How many timers the grid itself holds for each reminder that is due soon.</summary>
    public const int TimersOfReminder = 1;

    /// <summary>Why a death inside the test's own process cannot be played; null where it can.</summary>
    public static string? NoDeaths => "Silo and client of this process live on, and answer for the dead; tests/Cluster kills real ones.";

    public static void Configure(ISiloBuilder silo, string folder)
    {
        silo.UseLocalhostClustering(FreePort(), FreePort());
        silo.AddReminders();
        // One that is due later gets its timer only when the silo looks at the table again: a test's clock would jump over both.
        silo.Configure<ReminderOptions>(options => options.ReminderLoadingWindow = TimeSpan.FromDays(40));
        silo.Services.AddSingleton<IReminderTable>(new FileReminderTable(folder));
        silo.Services.AddGrainStorage("Default", (services, _) =>
            new FileGrainStorage(folder, new OrleansGrainStorageSerializer(services.GetRequiredService<Serializer>())));
        LetTheSiloLive(silo.Services);
    }

    /// <summary>
    /// A test's clock is for grains and their reminders. What a silo does for itself keeps real time: its loops would stand still, or run
    /// a month in one step.
    /// </summary>
    private static void LetTheSiloLive(IServiceCollection services)
    {
        services.AddKeyedSingleton(KeyedService.AnyKey, TimeProvider.System);
        services.AddKeyedSingleton(TimeProviderNames.Grains, (each, _) => each.GetRequiredService<TimeProvider>());
        services.AddKeyedSingleton<TimeProvider>(ReminderTimeProviderNames.Reminders, (each, _) => new NeverEarly(each.GetRequiredService<TimeProvider>()));
    }

    /// <summary>Whether grains are being let go, because the process was asked to stop.</summary>
    public static Task<bool> IsStopping(IServiceProvider services, Func<Task> call) =>
        Task.FromResult(services.GetRequiredService<ISiloStatusOracle>().CurrentStatus > SiloStatus.Active);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
