using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SeeSupport.Bench.Report;

namespace SeeSupport.Bench.Grains;

/// <summary>A process that does nothing but call a grain, one call after the other, on one core.</summary>
internal static class GridCaller
{
    /// <summary>The line that tells the calls per second.</summary>
    public const string Ready = "Calls per second: ";

    private const int Calls = 400_000;

    /// <summary>Calls for a few seconds and prints the median round.</summary>
    public static async Task Run()
    {
        if (OperatingSystem.IsLinux() || OperatingSystem.IsWindows())
            Process.GetCurrentProcess().ProcessorAffinity = 1;
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.UseOrleans(silo => silo.UseLocalhostClustering());
        using var host = builder.Build();
        await host.StartAsync();
        var grain = host.Services.GetRequiredService<IGrainFactory>().GetGrain<ITrivialGrain>("one");

        var rounds = new List<double>();
        for (var round = 0; round < 12; round++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var call = 0; call < Calls; call++)
                await grain.Add(call);
            rounds.Add(Calls / Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        // The first rounds run while the compiler is still at work.
        Console.WriteLine(Ready + (long)rounds.Skip(4).Median());
        await host.StopAsync();
    }
}
