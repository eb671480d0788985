using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using SeeSupport.Pictures;
using SeeSupport.Pictures.Formats;
using SeeSupport.Ports;
using SeeSupport.Sessions;
using SeeSupport.WebFront.Security;
using SeeSupport.WebFront.Uploads;

namespace SeeSupport.WebFront.Pictures;

/// <summary>
/// The bytes of pictures: to the agent who owns the session, and to nobody else. What a stranger sent is never run: its type is the one its
/// content has, and a page made of it is in a sandbox.
/// </summary>
internal sealed class PictureApi(IGrainFactory grains, IPictureStore store, IPictureIntake intake, ConsumerTickets tickets, IAuthorizationService authorization)
{
    /// <summary>Where pictures are.</summary>
    public const string Path = "/api/pictures/{session}/{picture}";

    /// <summary>Largest small form, bytes.</summary>
    public const int ThumbnailBytes = 100 * 1024;

    private static readonly Problem NotReady = new("picture-not-ready", "This picture is still on its way.");

    /// <summary><c>GET /api/pictures/{session}/{picture}</c>.</summary>
    public async Task<IResult> Show(HttpContext context) =>
        await Find(context) is not (var sender, var file) || sender.Ticket is not null ? Unknown()
        : Refusal(file) ?? await Send(context, file.View, file.Content!, file.View.Type!);

    /// <summary><c>GET …/thumbnail</c>: the small form, or the picture where it has none.</summary>
    public async Task<IResult> ShowThumbnail(HttpContext context) =>
        await Find(context) is not (var sender, var file) || sender.Ticket is not null ? Unknown()
        : Refusal(file) ?? await Send(context, file.View, file.Thumbnail ?? file.Content!, file.Thumbnail is null ? file.View.Type! : null);

    /// <summary><c>GET …/original</c>: a private picture, to the consumer's device that is to convert it.</summary>
    public async Task<IResult> ShowOriginal(HttpContext context) =>
        await Find(context) is not (var sender, var file) || sender.Ticket is null || file.View.State != PictureState.Private ? Unknown()
        : await Send(context, file.View, file.Content!, file.View.Type!);

    /// <summary><c>PUT …/thumbnail</c>: the small form, made by a browser.</summary>
    public async Task<IResult> KeepThumbnail(HttpContext context)
    {
        if (await Find(context) is not (_, var file))
            return Unknown();
        if (Refusal(file) is { } refusal)
            return refusal;
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = ThumbnailBytes;
        using var content = new MemoryStream();
        await context.Request.Body.CopyToAsync(content, context.RequestAborted);
        await intake.FinishThumbnail(SessionIn(context), file.View.PictureId, content, context.RequestAborted);
        return Results.NoContent();
    }

    private static ProblemResult Unknown() => new(StatusCodes.Status404NotFound, Problems.PictureUnknown);

    private static string SessionIn(HttpContext context) => (string)context.GetRouteValue("session")!;

    /// <summary>Why a picture cannot be shown; null when it can.</summary>
    private static ProblemResult? Refusal(PictureFile file) =>
        file.View.State == PictureState.Ready ? null : new(StatusCodes.Status409Conflict, file.View.Problem ?? NotReady);

    private async Task<(UploadSender Sender, PictureFile File)?> Find(HttpContext context)
    {
        var picture = (string)context.GetRouteValue("picture")!;
        if (await UploadSender.Of(context, tickets, authorization) is not { } sender || !sender.MayMean(SessionIn(context)) || !UploadFolder.IsPictureId(picture))
            return null;
        return await sender.Find(grains.GetGrain<ISessionGrain>(SessionIn(context)), picture) is { } file ? (sender, file) : null;
    }

    /// <param name="context">The request.</param>
    /// <param name="view">The picture.</param>
    /// <param name="hash">Which of its files.</param>
    /// <param name="type">That file's type; null when its first bytes are to tell.</param>
    private async Task<IResult> Send(HttpContext context, PictureView view, string hash, string? type)
    {
        var content = await store.Open(SessionIn(context), hash, context.RequestAborted);
        if (content is null)
            return new ProblemResult(StatusCodes.Status404NotFound, Problems.PictureLost);
        type ??= await TypeOf(content, context.RequestAborted);
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        // The browser asks each time whether the picture is still there: a deleted one is not shown from a cache.
        headers.CacheControl = "private, no-cache";
        headers.ContentDisposition = new ContentDispositionHeaderValue(context.Request.Query.ContainsKey("download") ? "attachment" : "inline")
        {
            FileName = string.Create(CultureInfo.InvariantCulture, $"picture-{view.At:yyyyMMdd-HHmmss}{ExtensionOf(type)}"),
        }.ToString();
        return Results.Stream(content, type, entityTag: new EntityTagHeaderValue($"\"{hash}\""), enableRangeProcessing: true);
    }

    private static async Task<string> TypeOf(Stream content, CancellationToken cancellation)
    {
        var start = new byte[PictureFormats.Needed];
        await content.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellation);
        content.Position = 0;
        return PictureFormats.TypeOf(PictureFormats.Of(start));
    }

    private static string ExtensionOf(string type) => type switch
    {
        "image/jpeg" => ".jpg",
        "image/png" => ".png",
        "image/webp" => ".webp",
        _ => ".heic",
    };
}
