using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using SeeSupport.Ports;
using SeeSupport.Records.Accounts;
using SeeSupport.WebFront.Fronts;
using SeeSupport.WebFront.Hubs;
using SeeSupport.WebFront.Hubs.Lanes;

namespace SeeSupport.WebFront.Security;

/// <summary>Who may do what, from where, and how often.</summary>
internal static class SecurityFeatures
{
    private static readonly Problem TooMany = new("too-many-connections", "Very many are connecting at the moment. This page tries again by itself.");

    /// <summary>What security is made of; signing in is the accounts' part.</summary>
    public static WebApplicationBuilder AddSecurity(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<SecurityOptions>().BindConfiguration(SecurityOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SecurityOptions>, SecurityOptionsValidator>();
        services.AddSingleton<IPublicAddress, PublicAddress>();
        services.AddSingleton<ConsumerTickets>();
        services.AddSingleton<IHttpContextFactory, AccessTokenShield>();
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, ConsumerTicketHandler>(ConsumerTicketHandler.SchemeName, configureOptions: null);
        services.AddAuthorizationBuilder()
            .AddPolicy(Policies.RunSessions, policy => policy.RequireRole(Roles.RunSessions))
            .AddPolicy(Policies.Operate, policy => policy.RequireRole(Roles.Supervisor, Roles.Administrator))
            .AddPolicy(Policies.Administrate, policy => policy.RequireRole(Roles.Administrator));
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<SecurityOptions>>(Believe);
        services.AddOptions<HostFilteringOptions>().Configure<IConfiguration, IOptions<SecurityOptions>>(Answer);
        services.AddRateLimiter(_ => { }).AddOptions<Microsoft.AspNetCore.RateLimiting.RateLimiterOptions>().Configure<IOptions<HubLimits>>(Limit);
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "seesupport.form";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.AddHsts(options => options.MaxAge = TimeSpan.FromDays(365));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 256 * 1024;
        });
        return builder;
    }

    /// <summary>Everything that stands in front of pages, hubs and API, up to knowing who asks.</summary>
    public static void UseSecurity(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseSecurityHeaders();
        app.UseHsts();
        app.UseRouting();
        app.UseDrainGuard();
        app.UseRateLimiter();
        app.UseOriginGuard();
        app.UseAuthentication();
        app.UseAuthorization();
        SignalLane.Use(app);
        LongRequests.Use(app);
    }

    /// <summary>Only configured proxies are believed, however many of them stand in a row.</summary>
    private static void Believe(ForwardedHeadersOptions forwarded, IOptions<SecurityOptions> options)
    {
        forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        forwarded.ForwardLimit = null;
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var proxy in options.Value.ProxyList)
            forwarded.KnownIPNetworks.Add(SecurityOptions.ParseNetwork(proxy)!.Value);
        if (forwarded.KnownIPNetworks.Count == 0)
            forwarded.ForwardedHeaders = ForwardedHeaders.None;
    }

    /// <summary>
    /// A name that is not ours is not answered, so that no other site's name can be made to lead here (DNS rebinding). Where the public
    /// address is not known, this holds for a front that only this machine reaches.
    /// </summary>
    private static void Answer(HostFilteringOptions filter, IConfiguration configuration, IOptions<SecurityOptions> options)
    {
        string[] loopback = ["localhost", "127.0.0.1", "[::1]"];
        var listening = (configuration["urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries);
        if (configuration["AllowedHosts"] is { Length: > 0 } allowed)
            filter.AllowedHosts = allowed.Split(';');
        else if (options.Value.PublicAddress is { Length: > 0 } address && Uri.TryCreate(address, UriKind.Absolute, out var known))
            filter.AllowedHosts = [known.Host, .. loopback, .. Hosting.Lan.HostNames(configuration)];
        else if (listening.Length > 0 && listening.All(each => loopback.Contains(BindingAddress.Parse(each).Host)))
            filter.AllowedHosts = [.. loopback];
        else
            filter.AllowedHosts = ["*"];
    }

    /// <summary>Everybody reconnects at once after a restart; what comes above the rate comes again a little later.</summary>
    private static void Limit(Microsoft.AspNetCore.RateLimiting.RateLimiterOptions limiter, IOptions<HubLimits> limits)
    {
        var values = limits.Value;
        limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(
            ByPartition(ClientNetwork.Of, values.ConnectionsPerSecondOfNetwork, values.ConnectionsAtOnceOfNetwork),
            ByPartition(_ => "global", values.ConnectionsPerSecond, values.ConnectionsPerSecond));
        limiter.OnRejected = async (rejected, _) =>
        {
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
            await new ProblemResult(StatusCodes.Status429TooManyRequests, TooMany, wait).ExecuteAsync(rejected.HttpContext);
        };

        static PartitionedRateLimiter<HttpContext> ByPartition(Func<HttpContext, string> key, int perSecond, int atOnce) =>
            PartitionedRateLimiter.Create<HttpContext, string>(context =>
                IsCounted(context.Request.Path)
                    ? RateLimitPartition.GetTokenBucketLimiter(key(context), _ => new TokenBucketRateLimiterOptions
                    {
                        TokenLimit = atOnce,
                        TokensPerPeriod = Math.Max(1, perSecond / 10),
                        ReplenishmentPeriod = TimeSpan.FromMilliseconds(perSecond < 10 ? 1000.0 / perSecond : 100),
                    })
                    : RateLimitPartition.GetNoLimiter(""));

        // Twilio calls from few networks and signs what it says; a recording comes in a piece each second, of agents who have signed in.
        static bool IsCounted(PathString path) =>
            path.StartsWithSegments("/hubs")
            || (path.StartsWithSegments("/api") && !path.StartsWithSegments("/api/twilio") && !path.StartsWithSegments("/api/recordings"));
    }
}
