using Microsoft.AspNetCore.Mvc;
using SeeSupport.Channels.Twilio;
using SeeSupport.WebFront.Recordings;
using SeeSupport.WebFront.Security;

namespace SeeSupport.WebFront.Api;

/// <summary>The product's HTTP API.</summary>
internal static class ApiFeatures
{
    private static readonly Problem TooLarge = new("request-too-large", "The browser sent more than is allowed at once. Reload the page.");

    /// <summary>What the API is made of.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services) => services
        .AddSingleton<ArriveApi>()
        .AddSingleton<LeftApi>()
        .AddSingleton<TwilioStatusApi>()
        .AddSingleton<TwilioInboundApi>()
        .AddRecordings();

    /// <summary>Puts the API at its addresses.</summary>
    public static void MapApi(this IEndpointRouteBuilder app)
    {
        Post(app, "/api/connect/arrive", ArriveApi.BodyLimit, app.ServiceProvider.GetRequiredService<ArriveApi>().Answer);
        Post(app, "/api/connect/left", LeftApi.BodyLimit, app.ServiceProvider.GetRequiredService<LeftApi>().Answer);
        Post(app, TwilioStatusCallback.Path, TwilioStatusApi.BodyLimit, app.ServiceProvider.GetRequiredService<TwilioStatusApi>().Answer);
        Post(app, TwilioInbound.Path, TwilioInboundApi.BodyLimit, app.ServiceProvider.GetRequiredService<TwilioInboundApi>().Answer);
        app.MapGet("/api/operations", OperationsApi.Read).RequireAuthorization(Policies.Operate);
        RecordingsApi.Map(app);
    }

    private static void Post(IEndpointRouteBuilder app, string path, int bodyLimit, Func<HttpContext, Task<IResult>> answer) =>
        app.MapPost(path, context => Run(context, answer)).WithMetadata(new RequestSizeLimitAttribute(bodyLimit));

    /// <summary>What a grain refuses, and what is too large, becomes a problem; everything else is the exception handler's.</summary>
    private static async Task Run(HttpContext context, Func<HttpContext, Task<IResult>> answer)
    {
        IResult result;
        context.Response.Headers.CacheControl = "no-store";
        try
        {
            result = await answer(context);
        }
        catch (SeeSupportException refused)
        {
            result = new ProblemResult(StatusCodes.Status409Conflict, refused.Problem);
        }
        catch (BadHttpRequestException broken) when (broken.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            result = new ProblemResult(broken.StatusCode, TooLarge);
        }

        await result.ExecuteAsync(context);
    }
}
