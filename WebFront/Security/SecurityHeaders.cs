namespace SeeSupport.WebFront.Security;

/// <summary>What browsers are told with every answer: no code but our own files, no frames, no camera but on the consumer's pages, no microphone but there and on the console.</summary>
internal static class SecurityHeaders
{
    private const string Never = "geolocation=(), payment=(), usb=(), serial=(), midi=()";
    private const string OnConsumerPages = $"camera=(self), microphone=(self), {Never}";
    private const string OnTheConsole = $"camera=(), microphone=(self), {Never}";
    private const string Elsewhere = $"camera=(), microphone=(), {Never}";

    private static volatile ContentPolicy? s_policy;

    /// <summary>Adds the headers to every answer.</summary>
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var request = context.Request;
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentPolicyFor(request);
        headers["Permissions-Policy"] = IsForConsumers(request.Path) ? OnConsumerPages : request.Path == "/" ? OnTheConsole : Elsewhere;
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.XContentTypeOptions = "nosniff";
        return next(context);
    });

    /// <summary>Nearly all requests come to one address, and a hub connection keeps its headers for as long as it lives: so they share one text.</summary>
    private static string ContentPolicyFor(HttpRequest request)
    {
        var (scheme, host) = (request.IsHttps ? "wss" : "ws", request.Host.Value);
        if (s_policy is { } made && made.Scheme == scheme && made.Host == host)
            return made.Text;
        // Safari before 15.4 does not take a WebSocket to the page's own host for 'self'.
        var text = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; font-src 'self'; "
            + $"connect-src 'self' {scheme}://{host}; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        s_policy = new(scheme, host, text);
        return text;
    }

    private sealed record ContentPolicy(string Scheme, string? Host, string Text);

    private static bool IsForConsumers(PathString path) => path.StartsWithSegments("/connect") || path.StartsWithSegments("/j");
}
