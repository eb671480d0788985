using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace SeeSupport.Branding;

/// <summary>Makes the company's name, links and colour available.</summary>
public static class CompanyRegistration
{
    /// <summary>Binds <see cref="CompanyOptions"/> and checks them at start. Calling it twice does no harm.</summary>
    public static IServiceCollection AddSeeSupportCompany(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<CompanyOptions>().Bind(configuration.GetSection(CompanyOptions.Section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<CompanyOptions>, CompanyOptionsValidator>());
        return services;
    }
}
