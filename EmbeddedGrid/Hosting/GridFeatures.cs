using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Providers;
using Orleans.Runtime;
using Orleans.Storage;
using Orleans.Timers;

namespace Orleans.Providers
{
    /// <summary>Names of providers.</summary>
    public static class ProviderConstants
    {
        /// <summary>The name of the storage that grains get when they name none.</summary>
        public const string DEFAULT_STORAGE_PROVIDER_NAME = "Default";
    }
}

namespace Orleans.Hosting
{
    /// <summary>What the grid of a process can be given.</summary>
    public static class GridFeatures
    {
        /// <summary>Does nothing: an embedded grid is one process, and it opens no ports.</summary>
        public static ISiloBuilder UseLocalhostClustering(
            this ISiloBuilder builder,
            int siloPort = 11111,
            int gatewayPort = 30000,
            IPEndPoint? primarySiloEndpoint = null,
            string serviceId = "dev",
            string clusterId = "dev") => builder;

        /// <summary>Makes calls part of the trace of their caller.</summary>
        public static ISiloBuilder AddActivityPropagation(this ISiloBuilder builder)
        {
            ((SiloBuilder)builder).TracesCalls = true;
            return builder;
        }

        /// <summary>Puts a filter around every call; the first one added is the outermost.</summary>
        public static ISiloBuilder AddIncomingGrainCallFilter(this ISiloBuilder builder, IIncomingGrainCallFilter filter) =>
            builder.ConfigureServices(services => services.AddSingleton(filter));

        /// <inheritdoc cref="AddIncomingGrainCallFilter(ISiloBuilder, IIncomingGrainCallFilter)"/>
        public static ISiloBuilder AddIncomingGrainCallFilter<TImplementation>(this ISiloBuilder builder)
            where TImplementation : class, IIncomingGrainCallFilter =>
            builder.ConfigureServices(services => services.AddSingleton<IIncomingGrainCallFilter, TImplementation>());

        /// <inheritdoc cref="AddIncomingGrainCallFilter(ISiloBuilder, IIncomingGrainCallFilter)"/>
        public static ISiloBuilder AddIncomingGrainCallFilter(this ISiloBuilder builder, IncomingGrainCallFilterDelegate filter) =>
            builder.AddIncomingGrainCallFilter(new DelegateFilter(filter));

        /// <summary>Keeps the state of grains that name no storage in memory.</summary>
        public static ISiloBuilder AddMemoryGrainStorageAsDefault(this ISiloBuilder builder) =>
            builder.AddMemoryGrainStorage(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME);

        /// <summary>Keeps the state of grains in memory.</summary>
        public static ISiloBuilder AddMemoryGrainStorage(this ISiloBuilder builder, string name) => builder.AddStorage<MemoryRows>(name);

        /// <summary>Keeps the state of grains that name no storage in an SQLite file.</summary>
        public static ISiloBuilder AddSqliteGrainStorageAsDefault(this ISiloBuilder builder, Action<SqliteGridOptions>? configureOptions = null) =>
            builder.AddSqliteGrainStorage(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME, configureOptions);

        /// <summary>Keeps the state of grains in an SQLite file. One process has one such file; the last settings hold.</summary>
        public static ISiloBuilder AddSqliteGrainStorage(
            this ISiloBuilder builder, string name, Action<SqliteGridOptions>? configureOptions = null) =>
            builder.AddGridFile(configureOptions).AddStorage<SqliteRows>(name);

        /// <summary>Keeps reminders in memory.</summary>
        public static ISiloBuilder UseInMemoryReminderService(this ISiloBuilder builder) => builder.AddReminders<MemoryReminderRows>();

        /// <summary>Keeps reminders in the SQLite file that holds the state of grains.</summary>
        public static ISiloBuilder UseSqliteReminderService(this ISiloBuilder builder, Action<SqliteGridOptions>? configureOptions = null) =>
            builder.AddGridFile(configureOptions).AddReminders<SqliteReminderRows>();

        private static ISiloBuilder AddGridFile(this ISiloBuilder builder, Action<SqliteGridOptions>? configureOptions)
        {
            if (configureOptions is not null)
                builder.Configure(configureOptions);
            builder.Services.TryAddSingleton<GridFile>();
            return builder;
        }

        private static ISiloBuilder AddStorage<TRows>(this ISiloBuilder builder, string name) where TRows : IStateRows
        {
            builder.Services.AddKeyedSingleton<IGrainStorage>(name, (provider, _) => new JsonGrainStorage(
                ActivatorUtilities.CreateInstance<TRows>(provider), provider.GetRequiredService<GrainStateJson>(),
                provider.GetRequiredService<TimeProvider>()));
            if (name == ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME)
                builder.Services.AddSingleton(provider => provider.GetRequiredKeyedService<IGrainStorage>(name));
            return builder;
        }

        private static ISiloBuilder AddReminders<TRows>(this ISiloBuilder builder) where TRows : class, IReminderRows
        {
            builder.Services.AddSingleton<IReminderRows, TRows>();
            builder.Services.AddSingleton<ReminderService>();
            builder.Services.AddSingleton<IReminderRegistry>(provider => provider.GetRequiredService<ReminderService>());
            builder.Services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<ReminderService>());
            return builder;
        }

        private sealed class DelegateFilter(IncomingGrainCallFilterDelegate filter) : IIncomingGrainCallFilter
        {
            public Task Invoke(IIncomingGrainCallContext context) => filter(context);
        }
    }
}
