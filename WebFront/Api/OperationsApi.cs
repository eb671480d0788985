using SeeSupport.Operations;

namespace SeeSupport.WebFront.Api;

/// <summary><c>GET /api/operations?after=</c>: what every process of the installation has told of itself, for the operations page.</summary>
internal static class OperationsApi
{
    /// <summary>The reports after a moment (default: all that are kept), oldest first.</summary>
    public static async Task<IResult> Read(IGrainFactory grains, HttpContext context, DateTimeOffset? after)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Results.Ok(await grains.GetGrain<IOperationsGrain>(IOperationsGrain.Key).Read(after ?? DateTimeOffset.MinValue));
    }
}
