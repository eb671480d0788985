using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace SeeSupport.Records.Accounts;

/// <summary>Adds accounts.</summary>
public static class AccountServices
{
    // OWASP's figure for PBKDF2 with HMAC-SHA-512, Password Storage Cheat Sheet.
    private const int HashRounds = 210_000;

    /// <summary>Adds ASP.NET Core Identity over our own store, with our rules, and what is built on it; signing in by a cookie is not part of it.</summary>
    public static IdentityBuilder AddAccounts(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AccountsOptions>().Bind(configuration.GetSection(AccountsOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = HashRounds);

        // In place of Identity's own, which say other words.
        services.AddScoped<IUserValidator<Account>, AccountRule>();
        services.AddScoped<IPasswordValidator<Account>, PasswordRule>();
        services.AddSingleton<IPasswordHasher<Account>, PasswordHasher<Account>>();
        services.AddSingleton<ILookupNormalizer, UpperInvariantLookupNormalizer>();

        services.TryAddSingleton<PasswordCheck>();
        services.TryAddScoped<AccountBook>();
        return services.AddIdentityCore<Account>().AddUserStore<AccountStore>();
    }
}
