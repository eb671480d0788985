using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Storage;
using SeeSupport.Agents;
using SeeSupport.Codes;
using SeeSupport.Grid.Tests;
using SeeSupport.Invites;
using SeeSupport.Ports;
using SeeSupport.Sessions;

namespace SeeSupport.Hosting;

/// <summary>The grains on a real grid, with everything durable in a folder of its own; ports are played.</summary>
internal sealed class TestGrid : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly IReadOnlyDictionary<string, string?> _settings;
    private bool _stopped;

    private TestGrid(IHost host, string folder, TimeProvider time, IReadOnlyDictionary<string, string?> settings)
    {
        (_host, Folder, Time, _settings) = (host, folder, time, settings);
        Front = new(Grains);
    }

    public string Folder { get; }

    public TimeProvider Time { get; }

    public ManualTime Clock => (ManualTime)Time;

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public TestFront Front { get; }

    public TestSender Sender => _host.Services.GetRequiredService<TestSender>();

    public TestTextMedia Media => _host.Services.GetRequiredService<TestTextMedia>();

    public TestTexts Texts => _host.Services.GetRequiredService<TestTexts>();

    public TestRecords Records => _host.Services.GetRequiredService<TestRecords>();

    public TestPictures Pictures => _host.Services.GetRequiredService<TestPictures>();

    public IPictureIntake Intake => _host.Services.GetRequiredService<IPictureIntake>();

    public StorageFaults Faults => _host.Services.GetRequiredService<StorageFaults>();

    public static async Task<TestGrid> StartAsync(
        TimeProvider? time = null, string? folder = null, TestRecords? records = null, IReadOnlyDictionary<string, string?>? settings = null)
    {
        time ??= new ManualTime();
        settings ??= new Dictionary<string, string?>();
        folder ??= Directory.CreateTempSubdirectory("grains-").FullName;
        var builder = Host.CreateApplicationBuilder();
        // Fronts of tests do not renew their leases; those that do bring their own length.
        builder.Configuration.AddInMemoryCollection([new("SeeSupport:Sessions:FrontLease", "30.00:00:00")]).AddInMemoryCollection(settings);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(time);
        builder.Services.AddSeeSupportGrains(builder.Configuration);
        builder.Services.AddSingleton<TestSender>().AddSingleton<IInviteSender>(services => services.GetRequiredService<TestSender>());
        builder.Services.AddSingleton<TestTextMedia>().AddSingleton<ITextMedia>(services => services.GetRequiredService<TestTextMedia>());
        builder.Services.AddSingleton<TestTexts>().AddSingleton<ITextSender>(services => services.GetRequiredService<TestTexts>());
        builder.Services.AddSingleton(records ?? new()).AddSingleton<ISessionRecords>(services => services.GetRequiredService<TestRecords>());
        builder.Services.AddSingleton<TestPictures>().AddSingleton<IPictureStore>(services => services.GetRequiredService<TestPictures>());
        builder.Services.AddSingleton<IIceServers, TestIce>().AddSingleton<StorageFaults>();
        builder.UseOrleans(silo =>
        {
            GridUnderTest.Configure(silo, folder);
            silo.AddActivityPropagation();
        });
        var storage = builder.Services.Last(service => service.ServiceType == typeof(IGrainStorage) && !service.IsKeyedService);
        builder.Services.AddSingleton<IGrainStorage>(services =>
            new FaultyStorage((IGrainStorage)storage.ImplementationFactory!(services), services.GetRequiredService<StorageFaults>()));
        var host = builder.Build();
        await host.StartAsync();
        return new(host, folder, time, settings);
    }

    public ISessionGrain Session(string id) => Grains.GetGrain<ISessionGrain>(id);

    public IAgentGrain Agent(string id) => Grains.GetGrain<IAgentGrain>(id);

    public IConnectionCodeGrain Code(string digits) => Grains.GetGrain<IConnectionCodeGrain>(digits);

    public IInviteBudgetGrain Budget(string key) => Grains.GetGrain<IInviteBudgetGrain>(key);

    /// <summary>Whether grains are being let go, because the process was asked to stop.</summary>
    public Task<bool> IsStopping() => GridUnderTest.IsStopping(_host.Services, () => Code("472910358").Look());

    /// <summary>A new session of an agent nobody else uses.</summary>
    public async Task<Desk> StartSession(TestFront? front = null)
    {
        var agentId = $"agent-{Guid.NewGuid():N}";
        front ??= Front;
        var started = await Agent(agentId).Start(Guid.NewGuid(), "Ana", front.Address($"desk-{agentId}"), null);
        return new(this, front, agentId, started);
    }

    /// <summary>Stops as a process does that is asked to.</summary>
    public async Task StopAsync()
    {
        if (_stopped)
            return;
        _stopped = true;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await _host.StopAsync(limit.Token);
        _host.Dispose();
    }

    /// <summary>Stops, and starts a new process on the same folder, with the same records.</summary>
    public async Task<TestGrid> RestartAsync()
    {
        var records = Records;
        await StopAsync();
        return await StartAsync(Time, Folder, records, _settings);
    }

    /// <summary>
    /// A new process on what a process that is killed right now leaves on the disk. The old one gets no chance to tidy up there: it goes
    /// on in a folder that nobody looks at any more, and its front is reached by nobody.
    /// </summary>
    public Task<TestGrid> CrashAsync(TimeProvider? time = null)
    {
        Front.Die();
        var left = Directory.CreateTempSubdirectory("grains-").FullName;
        foreach (var file in Directory.GetFiles(Folder).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
            File.Copy(file, Path.Combine(left, Path.GetFileName(file)));
        return StartAsync(time ?? Time, left, Records, _settings);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }
}
