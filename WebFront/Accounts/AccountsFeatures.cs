using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;
using SeeSupport.Records.Accounts;
using SeeSupport.WebFront.Hubs;

namespace SeeSupport.WebFront.Accounts;

/// <summary>Signing in by a cookie.</summary>
internal static class AccountsFeatures
{
    /// <summary>Where people sign in.</summary>
    public const string SignInPath = "/signin";

    /// <summary>Adds accounts, the first two of them, and the cookie they sign in with; the pages come by Razor's convention.</summary>
    public static IServiceCollection AddSeeSupportAccounts(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddAccounts(configuration).AddSignInManager().AddClaimsPrincipalFactory<AccountClaims>();
        services.AddSingleton<FirstAccounts>().AddHostedService(provider => provider.GetRequiredService<FirstAccounts>());
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme).Configure<IOptions<AccountsOptions>>(SetUpCookie);
        services.AddOptions<SecurityStampValidatorOptions>().Configure<IOptions<AccountsOptions>>(
            (validator, accounts) => validator.ValidationInterval = TimeSpan.FromSeconds(accounts.Value.RecheckSeconds));
        services.AddSingleton<SignInWatch>().AddHostedService(provider => provider.GetRequiredService<SignInWatch>());
        services.AddSignalR().AddHubOptions<AgentHub>(hub => hub.AddFilter<SignInWatch>());
        return services;
    }

    private static void SetUpCookie(CookieAuthenticationOptions cookie, IOptions<AccountsOptions> accounts)
    {
        cookie.Cookie.Name = "seesupport.account";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.ExpireTimeSpan = TimeSpan.FromHours(accounts.Value.SignInHours);
        cookie.SlidingExpiration = true;
        cookie.LoginPath = SignInPath;
        cookie.ReturnUrlParameter = "returnUrl";
        cookie.Events.OnRedirectToLogin = AskToSignIn;
        cookie.Events.OnRedirectToAccessDenied = context =>
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
    }

    // Programs are told so; people are taken to the page, and not to an address that says where "/" is.
    private static Task AskToSignIn(RedirectContext<CookieAuthenticationOptions> context)
    {
        var path = context.Request.Path;
        if (path.StartsWithSegments("/api") || path.StartsWithSegments("/hubs"))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }
        else
        {
            context.Response.Redirect(path == "/" ? $"{context.Request.PathBase}{SignInPath}" : context.RedirectUri);
        }

        return Task.CompletedTask;
    }
}
