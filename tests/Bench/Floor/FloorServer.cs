using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SeeSupport.Bench.Floor;

/// <summary>The floor's process: its hub, the one HTTP call a consumer makes before the hub, and a page with nothing but a picture.</summary>
internal static class FloorServer
{
    /// <summary>The line that says where it is.</summary>
    public const string Ready = "Floor is ready: ";

    /// <summary>Serves until the process is ended.</summary>
    public static async Task Run()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSignalR();
        builder.Services.AddSingleton(new ConcurrentDictionary<string, FloorSession>());

        await using var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapHub<FloorHub>("/hub");
        app.MapPost("/arrive", (string session, ConcurrentDictionary<string, FloorSession> sessions) => sessions[session]);
        app.MapGet("/bare", () => Results.Content(BarePage.Html, "text/html"));
        await app.StartAsync();
        Console.WriteLine(Ready + app.Urls.First());
        await app.WaitForShutdownAsync();
    }
}
