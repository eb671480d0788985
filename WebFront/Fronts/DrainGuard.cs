using SeeSupport.Grids;
using SeeSupport.Processes;
using SeeSupport.WebFront.Security;

namespace SeeSupport.WebFront.Fronts;

/// <summary>
/// A front that lets its browsers go takes none back (<c>front-leaving</c>, 503): a reverse proxy asks another one then. Where there can be no
/// other, they may stay until the end.
/// </summary>
internal static class DrainGuard
{
    private static readonly Problem Leaving = new("front-leaving", "This server is about to stop. This page tries another one by itself.");

    /// <summary>Puts the guard in front of the hubs.</summary>
    public static IApplicationBuilder UseDrainGuard(this IApplicationBuilder app)
    {
        if (!GridHosting.HasSilos)
            return app;
        var readiness = app.ApplicationServices.GetRequiredService<Readiness>();
        return app.Use((context, next) =>
            readiness.State == ReadinessState.Draining && context.Request.Path.StartsWithSegments("/hubs")
                ? new ProblemResult(StatusCodes.Status503ServiceUnavailable, Leaving).ExecuteAsync(context)
                : next(context));
    }
}
