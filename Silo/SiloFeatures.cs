using SeeSupport.Processes;

namespace SeeSupport.Silo;

/// <summary>How a silo's process is set up: what it prints, how it is asked for its health, how it stops.</summary>
internal static class SiloFeatures
{
    private const string LocalAddress = "http://127.0.0.1:5090";

    /// <summary>
    /// A builder for a silo. Command line: <c>--urls</c> for health (default <c>http://127.0.0.1:5090</c>), and every configuration key as
    /// <c>--Key=value</c>; the same keys hold in the environment, with <c>__</c> for <c>:</c>.
    /// </summary>
    public static WebApplicationBuilder CreateBuilder(string[] arguments)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = arguments, ContentRootPath = AppContext.BaseDirectory });
        if (string.IsNullOrEmpty(builder.Configuration["urls"]))
            builder.Configuration["urls"] = LocalAddress;
        var readiness = new Readiness();
        builder.AddQuietLogging(readiness);
        builder.Services.AddSingleton(readiness).AddSingleton<IDrain, SiloDrain>().AddSingleton<IHostLifetime, DrainingLifetime>();
        // Orleans hands its grains over while it stops; what takes longer than this is woken elsewhere by its next call.
        var within = builder.Configuration.GetValue("SeeSupport:Silo:StopWithin", TimeSpan.FromSeconds(30));
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = within);
        return builder;
    }

    /// <summary><c>/health/live</c> says that the process answers; <c>/health/ready</c> whether it takes grains: 503 while it starts or drains.</summary>
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => "live");
        app.MapGet("/health/ready", (Readiness readiness) =>
            Results.Json(
                new { status = readiness.State.ToString().ToLowerInvariant() },
                statusCode: readiness.State == ReadinessState.Ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable));
    }

    /// <summary>Runs the silo until it is told to stop.</summary>
    public static async Task<int> RunToTheEnd(this WebApplication app)
    {
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            app.Services.GetRequiredService<Readiness>().Set(ReadinessState.Ready);
            Console.WriteLine($"The silo is ready: {string.Join(' ', app.Urls)}");
        });
        await app.RunAsync();
        return 0;
    }
}
