using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Net.Http.Headers;

namespace SeeSupport.WebFront.Hubs;

/// <summary>
/// A hub connection is one request that lasts as long as its page. What it took to let that in (the services that looked at the sign-in, and the
/// cookies) is not needed any more then, and would be much of what a quiet connection holds.
/// </summary>
internal static class LongRequests
{
    /// <summary>Lets go of it once a hub's WebSocket has passed all checks. Whoever asks the request for services from then on gets the process's own.</summary>
    public static void Use(IApplicationBuilder app)
    {
        var services = new ServicesOfTheProcess { RequestServices = app.ApplicationServices };
        app.Use((context, next) =>
        {
            if (context.GetEndpoint()?.Metadata.GetMetadata<HubMetadata>() is null || context.Features.Get<IHttpWebSocketFeature>() is not { IsWebSocketRequest: true })
                return next(context);
            var used = context.Features.Get<IServiceProvidersFeature>() as IAsyncDisposable;
            context.Features.Set<IServiceProvidersFeature>(services);
            context.Features.Set<IRequestCookiesFeature>(null);
            context.Request.Headers.Remove(HeaderNames.Cookie);
            // Not awaited where it is done at once: a method that waits here would last as long as the request.
            var disposing = used?.DisposeAsync() ?? default;
            return disposing.IsCompletedSuccessfully ? next(context) : DisposeThen(disposing, context, next);
        });
    }

    private static async Task DisposeThen(ValueTask disposing, HttpContext context, RequestDelegate next)
    {
        await disposing;
        await next(context);
    }

    private sealed class ServicesOfTheProcess : IServiceProvidersFeature
    {
        public required IServiceProvider RequestServices { get; set; }
    }
}
