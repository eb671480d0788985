using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using SeeSupport.Codes;
using SeeSupport.Invites;
using SeeSupport.Pictures;
using SeeSupport.Sessions;
using SeeSupport.Texts;

namespace SeeSupport;

/// <summary>What grains need of the process that runs them.</summary>
public static class SeeSupportGrains
{
    /// <summary>
    /// Binds and checks the options of sessions, codes, invites, pictures and texts. The ports (<see cref="Ports.ISessionRecords"/>,
    /// <see cref="Ports.IInviteSender"/>, <see cref="Ports.ITextSender"/>, <see cref="Ports.ITextMedia"/>, <see cref="Ports.IIceServers"/>,
    /// <see cref="Ports.IPictureStore"/>) are filled by others. Calling it twice does no harm.
    /// </summary>
    public static IServiceCollection AddSeeSupportGrains(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        AddOptions<SessionOptions, SessionOptionsValidator>(services, configuration.GetSection(SessionOptions.Section));
        AddOptions<CodeOptions, CodeOptionsValidator>(services, configuration.GetSection(CodeOptions.Section));
        AddOptions<InviteOptions, InviteOptionsValidator>(services, configuration.GetSection(InviteOptions.Section));
        AddOptions<PictureOptions, PictureOptionsValidator>(services, configuration.GetSection(PictureOptions.Section));
        AddOptions<TextOptions, TextOptionsValidator>(services, configuration.GetSection(TextOptions.Section));
        services.TryAddSingleton<Ports.IPictureIntake, PictureIntake>();
        return services;
    }

    private static void AddOptions<TOptions, TValidator>(IServiceCollection services, IConfiguration section)
        where TOptions : class
        where TValidator : class, IValidateOptions<TOptions>
    {
        services.AddOptions<TOptions>().Bind(section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TOptions>, TValidator>());
    }
}
