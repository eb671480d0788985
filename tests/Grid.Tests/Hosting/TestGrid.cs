using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SeeSupport.Grid.Tests;

/// <summary>A running grid on a folder of its own, or on the folder of one that was there before.</summary>
internal sealed class TestGrid : IAsyncDisposable
{
    private readonly IHost _host;
    private bool _stopped;

    private TestGrid(IHost host, string folder)
    {
        _host = host;
        Folder = folder;
    }

    public string Folder { get; }

    public IServiceProvider Services => _host.Services;

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    public static async Task<TestGrid> StartAsync(Action<ISiloBuilder>? configure = null, string? folder = null)
    {
        folder ??= Directory.CreateTempSubdirectory("grid-").FullName;
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        builder.UseOrleans(silo =>
        {
            GridUnderTest.Configure(silo, folder);
            silo.Configure<ReminderOptions>(options => options.MinimumReminderPeriod = TimeSpan.FromMilliseconds(100));
            configure?.Invoke(silo);
        });
        var host = builder.Build();
        await host.StartAsync();
        return new(host, folder);
    }

    /// <summary>Stops the grid; what it stored stays.</summary>
    public async Task StopAsync()
    {
        if (_stopped)
            return;
        _stopped = true;
        await _host.StopAsync();
        _host.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
