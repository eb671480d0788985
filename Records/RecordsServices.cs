using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SeeSupport.Ports;
using SeeSupport.Records.Keys;
using SeeSupport.Records.Pictures;
using SeeSupport.Records.Sessions;

namespace SeeSupport.Records;

/// <summary>Adds what keeps records.</summary>
public static class RecordsServices
{
    /// <summary>
    /// Adds <see cref="ISessionRecords"/>, <see cref="IOutbox"/>, <see cref="IPictureStore"/> and Data Protection's key ring over the database that
    /// <c>SeeSupport:Records</c> names, and brings its schema up to date when the host starts.
    /// </summary>
    public static IServiceCollection AddSeeSupportRecords(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<RecordsOptions>()
            .Bind(configuration.GetSection(RecordsOptions.Section))
            .Configure(options => options.Folder = configuration[RecordsOptions.FolderKey] ?? options.Folder)
            .ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RecordsOptions>, RecordsOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<RecordsDatabase>();
        services.TryAddSingleton<ISessionRecords, SessionRecords>();
        services.TryAddSingleton<IOutbox, Outbox.Outbox>();
        services.AddHostedService<RecordsStart>();
        services.AddOptions<PictureStoreOptions>().Bind(configuration.GetSection(PictureStoreOptions.Section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PictureStoreOptions>, PictureStoreOptionsValidator>());
        services.TryAddSingleton<IPictureStore>(PictureStore);

        // One name whatever the folder the program runs from: fronts read each other's cookies and tickets.
        KeyCertificate.Apply(services.AddDataProtection().SetApplicationName("SeeSupport"), configuration);
        services.TryAddSingleton<KeyRepository>();
        // It would warn at the first start that keys are kept as they are: they lie beside the password hashes, which need the same care.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error));
        services.AddOptions<KeyManagementOptions>().Configure<KeyRepository>((options, keys) => options.XmlRepository = keys);
        return services;
    }

    private static IPictureStore PictureStore(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<PictureStoreOptions>>().Value;
        if (!string.IsNullOrEmpty(options.S3.Bucket))
            return new S3PictureStore(options.S3, services.GetRequiredService<ILogger<S3PictureStore>>());
        var folder = options.Folder ?? Path.Combine(services.GetRequiredService<IOptions<RecordsOptions>>().Value.FullFolder, "pictures");
        return new FolderPictureStore(
            Path.GetFullPath(folder), services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<FolderPictureStore>>());
    }

    /// <summary>
    /// A process whose records cannot be used does not start. EF Core takes about a second before its first query: it may begin once the
    /// process serves, so that neither the start nor the first to sign in waits for it.
    /// </summary>
    private sealed class RecordsStart(RecordsDatabase database, IHostApplicationLifetime lifetime) : BackgroundService
    {
        public override Task StartAsync(CancellationToken cancellationToken)
        {
            database.Prepare();
            return base.StartAsync(cancellationToken);
        }

        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStarted, stoppingToken);
            await Task.Delay(Timeout.Infinite, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            // Whoever announces the start is not held up.
            await Task.Yield();
            try
            {
                await database.Use(context => context.Accounts.AnyAsync(account => account.NormalizedUsername == "", stoppingToken), stoppingToken);
            }
            catch (Exception problem) when (problem is SeeSupportException or OperationCanceledException)
            {
                // Logged where it happened; whoever needs the records is told.
            }
        }
    }
}
