using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Options;
using SeeSupport.Processes;
using SeeSupport.WebFront.Fronts;
using SeeSupport.WebFront.Hosting;

namespace SeeSupport.WebFront.Hubs;

/// <summary>The two hubs and the front behind them.</summary>
internal static class HubFeatures
{
    /// <summary>What hubs and front are made of.</summary>
    public static IServiceCollection AddHubs(this IServiceCollection services)
    {
        services.AddOptions<HubLimits>().BindConfiguration(HubLimits.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<HubLimits>>(new RangeValidator<HubLimits>(HubLimits.Section));
        services.AddOptions<FrontOptions>().BindConfiguration(FrontOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<FrontOptions>>(new RangeValidator<FrontOptions>(FrontOptions.Section));
        services.AddOptions<ConsoleOptions>().BindConfiguration(ConsoleOptions.Section);
        services.AddSingleton<Front>().AddSingleton<Drain>().AddSingleton<IDrain>(provider => provider.GetRequiredService<Drain>());
        services.AddHostedService<FrontLease>().AddHostedService<WaitingTextsWatch>().AddHostedService<SilenceWatch>().AddHostedService<KeepAlive>();
        services.AddSingleton<Greeting>().AddSingleton<Signals>().AddSingleton<Answers>().AddSingleton<AnswerFilter>();

        services.AddSignalR(options => options.AddFilter<AnswerFilter>()).AddJsonProtocol(options => HubJson.Apply(options.PayloadSerializerOptions));
        services.AddSingleton<IHubProtocol, AnsweringProtocol>();
        services.AddOptions<HubOptions>().Configure<IOptions<HubLimits>>((hub, limits) =>
        {
            hub.MaximumReceiveMessageSize = limits.Value.MessageBytes;
            hub.MaximumParallelInvocationsPerClient = limits.Value.CallsAtOnce;
            // KeepAlive speaks to browsers in its place.
            hub.KeepAliveInterval = TimeSpan.MaxValue;
            hub.ClientTimeoutInterval = limits.Value.Silence;
            hub.HandshakeTimeout = limits.Value.Silence;
        });
        return services.AddSingleton(typeof(HubLifetimeManager<>), typeof(FrontLifetimeManager<>));
    }

    /// <summary>Puts the hubs at their addresses.</summary>
    public static void MapHubs(this IEndpointRouteBuilder app)
    {
        var limit = app.ServiceProvider.GetRequiredService<IOptions<HubLimits>>().Value.MessageBytes;
        app.MapHub<AgentHub>("/hubs/agent", Configure);
        app.MapHub<ConsumerHub>("/hubs/consumer", Configure);

        void Configure(HttpConnectionDispatcherOptions options)
        {
            options.Transports = HttpTransportType.WebSockets;
            options.TransportMaxBufferSize = options.ApplicationMaxBufferSize = limit;
            options.WebSockets.CloseTimeout = TimeSpan.FromSeconds(2);
        }
    }
}
