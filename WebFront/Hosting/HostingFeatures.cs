using SeeSupport.Processes;

namespace SeeSupport.WebFront.Hosting;

/// <summary>How the process is set up before any feature is: where its files are, where it listens, what it prints, how it stops.</summary>
internal static class HostingFeatures
{
    private const string LocalAddress = "http://localhost:5080";

    /// <summary>
    /// A builder for the whole product. Command line: <c>--urls</c>, <c>--data folder</c>, <c>--lan</c>, and every configuration key as
    /// <c>--Key=value</c>; the same keys hold in the environment, with <c>__</c> for <c>:</c>.
    /// </summary>
    public static WebApplicationBuilder CreateBuilder(string[] arguments)
    {
        // Settings are read once, so nobody watches their files: that would also watch every folder of npm packages beside them.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            Args = ["--hostBuilder:reloadConfigOnChange=false", .. Arguments.Expand(arguments)],
            ContentRootPath = ContentRoot.Find(),
        });
        var configuration = builder.Configuration;
        var folder = Path.GetFullPath(configuration["SeeSupport:Data"] is { Length: > 0 } chosen ? chosen : "data");
        configuration["SeeSupport:Data"] = folder;

        builder.WebHost.UseKestrelHttpsConfiguration();
        // What a browser sends is handled on the thread that read it. Nothing here blocks a thread for long; a hop for every read and write is
        // what would cost.
        builder.WebHost.UseSockets(sockets => sockets.UnsafePreferInlineScheduling = true);
        var readiness = new Readiness();
        builder.Services.AddSingleton(_ => new DataFolder(folder));
        builder.Services.AddSingleton(readiness).AddSingleton<IHostLifetime, DrainingLifetime>().AddSingleton(TimeProvider.System);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(15));
        builder.Services.AddResponseCompression(options =>
        {
            // Only what is the same for everybody: a compressed secret beside something a stranger chose can be guessed by its length.
            options.EnableForHttps = true;
            options.MimeTypes = ["text/css", "text/javascript", "application/manifest+json", "image/svg+xml"];
        });
        builder.AddQuietLogging(readiness);
        Listen(builder, folder);
        return builder;
    }

    /// <summary>Runs the product until it is told to stop.</summary>
    public static async Task<int> RunToTheEnd(this WebApplication app)
    {
        app.Services.GetRequiredService<DataFolder>().Take();
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            app.Services.GetRequiredService<Readiness>().Set(ReadinessState.Ready);
            ActivatorUtilities.CreateInstance<Announcement>(app.Services).Print();
        });
        await app.RunAsync();
        return 0;
    }

    /// <summary>Files of <c>wwwroot</c>, compressed; for ever where the address names the content's version.</summary>
    public static void UseFiles(this WebApplication app)
    {
        app.UseResponseCompression();
        CompressedFiles.Use(app, file => file.Context.Response.Headers.CacheControl =
            file.Context.Request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "no-cache");
    }

    private static void Listen(WebApplicationBuilder builder, string folder)
    {
        var configuration = builder.Configuration;
        var isChosen = configuration["urls"] is { Length: > 0 } || configuration["http_ports"] is { Length: > 0 }
            || configuration["https_ports"] is { Length: > 0 } || configuration.GetSection("Kestrel:Endpoints").Exists();
        if (!Lan.IsOn(configuration))
        {
            if (!isChosen)
                configuration["urls"] = LocalAddress;
            return;
        }

        var addresses = Lan.Addresses();
        if (addresses.Count == 0)
            throw new SeeSupportException("no-network", "This machine is on no network, so no phone can reach it. Connect it, or start without --lan.");
        if (!isChosen)
            configuration["urls"] = $"https://*:{Lan.Port};{LocalAddress}";
        if (string.IsNullOrEmpty(configuration["SeeSupport:PublicAddress"]))
        {
            var secure = configuration["urls"]!.Split(';').Select(BindingAddress.Parse).FirstOrDefault(each => each.Scheme == "https")
                ?? throw new SeeSupportException("configuration-broken", "--lan needs an https address among --urls: a phone lends its camera to nothing else.");
            configuration["SeeSupport:PublicAddress"] = $"https://{Lan.HostOf(addresses[0])}:{secure.Port}";
        }

        builder.WebHost.ConfigureKestrel((_, kestrel) => kestrel.ConfigureHttpsDefaults(https =>
        {
            var time = kestrel.ApplicationServices.GetRequiredService<TimeProvider>();
            https.ServerCertificate = LanCertificate.In(folder, addresses, time.GetUtcNow());
        }));
    }
}
