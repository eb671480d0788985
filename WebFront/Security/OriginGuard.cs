using SeeSupport.Ports;

namespace SeeSupport.WebFront.Security;

/// <summary>
/// Refuses what another site's page sends to the hubs and the API (<c>foreign-origin</c>): browsers let any page open a WebSocket to any
/// host, with the sign-in cookie, and only tell the server where it came from (RFC 6455, section 10.2).
/// </summary>
internal static class OriginGuard
{
    private static readonly Problem Foreign = new("foreign-origin", "This page does not belong to SeeSupport. Open SeeSupport by its own address.");

    /// <summary>Puts the guard in front of the hubs and the API.</summary>
    public static IApplicationBuilder UseOriginGuard(this IApplicationBuilder app)
    {
        var publicAddress = app.ApplicationServices.GetRequiredService<IPublicAddress>();
        return app.Use((context, next) =>
            IsGuarded(context.Request) && IsForeign(context.Request, publicAddress)
                ? new ProblemResult(StatusCodes.Status403Forbidden, Foreign).ExecuteAsync(context)
                : next(context));
    }

    private static bool IsGuarded(HttpRequest request) =>
        request.Path.StartsWithSegments("/hubs") || (request.Path.StartsWithSegments("/api") && !HttpMethods.IsGet(request.Method));

    /// <summary>A request without an origin does not come from a browser's page.</summary>
    private static bool IsForeign(HttpRequest request, IPublicAddress publicAddress) =>
        request.Headers.Origin.Count > 0
        && !(Uri.TryCreate(request.Headers.Origin, UriKind.Absolute, out var origin)
            && (Same(origin.Authority, request.Host.Value) || Same(origin.Authority, publicAddress.Current.Authority)));

    private static bool Same(string authority, string? other) => authority.Equals(other, StringComparison.OrdinalIgnoreCase);
}
