using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using SeeSupport.Branding;
using SeeSupport.Channels.Email;
using SeeSupport.Channels.Invites;
using SeeSupport.Channels.PhoneNumbers;
using SeeSupport.Channels.Texts;
using SeeSupport.Channels.Turn;
using SeeSupport.Channels.Twilio;
using SeeSupport.Ports;

namespace SeeSupport.Channels;

/// <summary>Makes the ways out available: text messages, e-mails, relays.</summary>
public static class ChannelsRegistration
{
    /// <summary>
    /// Fills the ports <see cref="IInviteSender"/>, <see cref="ITextSender"/>, <see cref="ITextMedia"/> and <see cref="IIceServers"/>. Needs an <see cref="IOutbox"/>; a process that listens at an
    /// address of its own adds its <see cref="IPublicAddress"/> before or after.
    /// </summary>
    public static IServiceCollection AddSeeSupportChannels(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSeeSupportCompany(configuration);
        services.AddChecked<TwilioOptions, TwilioOptionsValidator>(configuration, TwilioOptions.Section);
        services.AddChecked<EmailOptions, EmailOptionsValidator>(configuration, EmailOptions.Section);
        services.AddChecked<PhoneNumberOptions, PhoneNumberOptionsValidator>(configuration, PhoneNumberOptions.Section);
        services.AddChecked<TurnOptions, TurnOptionsValidator>(configuration, TurnOptions.Section);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IPublicAddress, ConfiguredPublicAddress>();
        services.AddSingleton<InviteLinks>();
        services.AddSingleton<TwilioMessages>();
        services.AddSingleton<TwilioWebhook>();
        services.AddSingleton<TwilioStatusCallback>();
        services.AddSingleton<TwilioInbound>();
        services.AddSingleton<ITextMedia, TwilioMedia>();
        services.AddSingleton<ITextSender, TextSender>();
        services.AddSingleton<SmtpMail>();
        services.AddSingleton<IInviteSender, InviteSender>();
        services.AddSingleton<IIceServers, IceServers>();
        services.AddSingleton<TurnProbe>();
        services.AddSingleton<ITurnProbe>(provider => provider.GetRequiredService<TurnProbe>());
        services.AddHostedService(provider => provider.GetRequiredService<TurnProbe>());
        return services;
    }

    private static void AddChecked<TOptions, TValidator>(this IServiceCollection services, IConfiguration configuration, string section)
        where TOptions : class
        where TValidator : class, IValidateOptions<TOptions>
    {
        services.AddOptions<TOptions>().Bind(configuration.GetSection(section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TOptions>, TValidator>();
    }
}
