using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;

namespace Microsoft.Extensions.Hosting;

/// <summary>Puts a grid into a process.</summary>
public static class OrleansSiloGenericHostExtensions
{
    /// <summary>Puts a grid into the process and sets it up.</summary>
    public static IHostApplicationBuilder UseOrleans(this IHostApplicationBuilder hostAppBuilder, Action<ISiloBuilder> configureDelegate)
    {
        ArgumentNullException.ThrowIfNull(configureDelegate);
        configureDelegate(Builder(hostAppBuilder.Services, hostAppBuilder.Configuration));
        return hostAppBuilder;
    }

    /// <inheritdoc cref="UseOrleans(IHostApplicationBuilder, Action{ISiloBuilder})"/>
    public static HostApplicationBuilder UseOrleans(this HostApplicationBuilder hostAppBuilder, Action<ISiloBuilder> configureDelegate)
    {
        ((IHostApplicationBuilder)hostAppBuilder).UseOrleans(configureDelegate);
        return hostAppBuilder;
    }

    /// <inheritdoc cref="UseOrleans(IHostApplicationBuilder, Action{ISiloBuilder})"/>
    public static IHostBuilder UseOrleans(this IHostBuilder hostBuilder, Action<ISiloBuilder> configureDelegate) =>
        hostBuilder.UseOrleans((_, silo) => configureDelegate(silo));

    /// <inheritdoc cref="UseOrleans(IHostApplicationBuilder, Action{ISiloBuilder})"/>
    public static IHostBuilder UseOrleans(this IHostBuilder hostBuilder, Action<HostBuilderContext, ISiloBuilder> configureDelegate)
    {
        ArgumentNullException.ThrowIfNull(configureDelegate);
        return hostBuilder.ConfigureServices((context, services) => configureDelegate(context, Builder(services, context.Configuration)));
    }

    /// <summary>Puts a grid among the services and sets it up.</summary>
    public static IServiceCollection AddOrleans(this IServiceCollection services, Action<ISiloBuilder> configureDelegate)
    {
        ArgumentNullException.ThrowIfNull(configureDelegate);
        configureDelegate(Builder(services, new ConfigurationBuilder().Build()));
        return services;
    }

    private static SiloBuilder Builder(IServiceCollection services, IConfiguration configuration)
    {
        if (services.FirstOrDefault(service => service.ServiceType == typeof(SiloBuilder))?.ImplementationInstance is SiloBuilder known)
            return known;
        var builder = new SiloBuilder(services, configuration);
        services.AddSingleton(builder);
        return builder;
    }
}
