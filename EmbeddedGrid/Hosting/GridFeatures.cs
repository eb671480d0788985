using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Providers;

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
        public static ISiloBuilder AddActivityPropagation(this ISiloBuilder builder) => builder;

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
        public static ISiloBuilder AddMemoryGrainStorage(this ISiloBuilder builder, string name) => builder;

        /// <summary>Keeps the state of grains that name no storage in an SQLite file.</summary>
        public static ISiloBuilder AddSqliteGrainStorageAsDefault(this ISiloBuilder builder, Action<SqliteGridOptions>? configureOptions = null) =>
            builder.AddSqliteGrainStorage(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME, configureOptions);

        /// <summary>Keeps the state of grains in an SQLite file. One process has one such file; the last settings hold.</summary>
        public static ISiloBuilder AddSqliteGrainStorage(
            this ISiloBuilder builder, string name, Action<SqliteGridOptions>? configureOptions = null) =>
            configureOptions is null ? builder : builder.Configure(configureOptions);

        /// <summary>Keeps reminders in memory.</summary>
        public static ISiloBuilder UseInMemoryReminderService(this ISiloBuilder builder) => builder;

        /// <summary>Keeps reminders in the SQLite file that holds the state of grains.</summary>
        public static ISiloBuilder UseSqliteReminderService(this ISiloBuilder builder, Action<SqliteGridOptions>? configureOptions = null) =>
            configureOptions is null ? builder : builder.Configure(configureOptions);

        private sealed class DelegateFilter(IncomingGrainCallFilterDelegate filter) : IIncomingGrainCallFilter
        {
            public Task Invoke(IIncomingGrainCallContext context) => filter(context);
        }
    }
}
