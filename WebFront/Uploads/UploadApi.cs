using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using SeeSupport.Pictures;
using SeeSupport.Sessions;
using SeeSupport.WebFront.Security;

namespace SeeSupport.WebFront.Uploads;

/// <summary>
/// Resumable uploads of pictures: tus 1.0, core, creation and termination, with ids that the sender chooses, so that a repeated creation is
/// the same upload. An offset that was told is on the disk.
/// </summary>
internal sealed class UploadApi(
    UploadFolder uploads, UploadTurns turns, IOptions<PictureOptions> limits, IGrainFactory grains, ConsumerTickets tickets,
    IAuthorizationService authorization, TimeProvider time)
{
    /// <summary>Where uploads are created.</summary>
    public const string Path = "/api/uploads";

    private const string Version = "1.0.0";
    private const string OffsetHeader = "Upload-Offset";
    private const string LengthHeader = "Upload-Length";
    private const string StateHeader = "Picture-State";
    private const string Appended = "application/offset+octet-stream";

    private static readonly TimeSpan ProgressEvery = TimeSpan.FromMilliseconds(250);

    private static readonly Problem VersionUnknown = new("upload-version", "The browser speaks another version of uploads. Reload the page.");
    private static readonly Problem NotUnderstood = new("upload-not-understood", "The browser sent something we do not understand. Reload the page.");
    private static readonly Problem OffsetUnexpected = new("upload-offset", "Part of the picture arrived already. It goes on by itself.");
    private static readonly Problem Unknown = new("upload-unknown", "This picture has to be sent from its beginning. It does so by itself.");

    /// <summary><c>OPTIONS /api/uploads</c>: what is spoken here.</summary>
    public Task<IResult> Options(HttpContext context)
    {
        context.Response.Headers["Tus-Version"] = Version;
        context.Response.Headers["Tus-Extension"] = "creation,termination";
        context.Response.Headers["Tus-Max-Size"] = Number(Enum.GetValues<PictureSource>().Max(limits.Value.MostBytes));
        return Task.FromResult(Results.NoContent());
    }

    /// <summary><c>POST /api/uploads</c>: begins an upload, or finds the one that was begun with the same id.</summary>
    public async Task<IResult> Create(HttpContext context)
    {
        var request = context.Request;
        if (await SenderOf(context) is not { } sender)
            return SignInNeeded();
        if (!IsSpoken(context))
            return new ProblemResult(StatusCodes.Status412PreconditionFailed, VersionUnknown);
        if (UploadMetadata.Read(request.Headers["Upload-Metadata"].ToString()) is not { } metadata || NumberIn(request, LengthHeader) is not { } length
            || (sender.Ticket?.SessionId ?? metadata.Session) is not { } sessionId)
            return new ProblemResult(StatusCodes.Status400BadRequest, NotUnderstood);
        if (!sender.MayMean(sessionId))
            throw new SeeSupportException(Problems.SessionUnknown);
        if (!UploadFolder.IsPictureId(metadata.Id))
            throw new SeeSupportException(Problems.PictureIdMalformed);
        if (length == 0)
            throw new SeeSupportException(Problems.PictureEmpty);
        if (length > limits.Value.MostBytes(metadata.Source))
            throw new SeeSupportException(Problems.PictureTooLarge);
        if (metadata.Type is { Length: > 0 } type && !type.StartsWith("image/", StringComparison.OrdinalIgnoreCase))
            throw new SeeSupportException(Problems.PictureTypeUnknown);

        using var turn = await turns.Take(UploadFolder.NameOf(sessionId, metadata.Id), context.RequestAborted);
        var upload = uploads.Find(sessionId, metadata.Id);
        var info = new UploadInfo { SessionId = sessionId, PictureId = metadata.Id, Source = metadata.Source, Length = length, Sender = sender.Name };
        var known = upload.Info();
        if (known is not null && known with { State = null, Refusal = null } != info)
            throw new SeeSupportException(Problems.PictureIdTaken);
        // The upload comes before the picture: none is ever on its way without what will end its waiting.
        if (known is null)
            upload.Remember(info);
        PictureView view;
        try
        {
            view = await sender.Begin(grains.GetGrain<ISessionGrain>(sessionId), new()
            {
                PictureId = metadata.Id,
                Source = metadata.Source,
                Bytes = length,
                Converts = metadata.Converts,
            });
        }
        catch (SeeSupportException) when (known is null)
        {
            upload.Forget();
            throw;
        }

        context.Response.Headers.Location = $"{Path}/{sessionId}/{metadata.Id}";
        if (known is null && view.State != PictureState.Receiving)
            upload.Remember(info = info with { State = view.State, Refusal = view.Problem });
        return await Answer(context, upload, known ?? info, StatusCodes.Status201Created);
    }

    /// <summary><c>HEAD /api/uploads/{session}/{picture}</c>: how much has arrived.</summary>
    public async Task<IResult> Look(HttpContext context)
    {
        if (await SenderOf(context) is not { } sender)
            return SignInNeeded();
        using var turn = await turns.Take(NameIn(context, sender), context.RequestAborted);
        return Find(context, sender) is var (upload, info)
            ? await Answer(context, upload, info, StatusCodes.Status200OK)
            : new ProblemResult(StatusCodes.Status404NotFound, Unknown);
    }

    /// <summary><c>PATCH /api/uploads/{session}/{picture}</c>: the next piece.</summary>
    public async Task<IResult> Append(HttpContext context)
    {
        var request = context.Request;
        if (await SenderOf(context) is not { } sender)
            return SignInNeeded();
        if (!IsSpoken(context))
            return new ProblemResult(StatusCodes.Status412PreconditionFailed, VersionUnknown);
        if (request.ContentType != Appended)
            return new ProblemResult(StatusCodes.Status415UnsupportedMediaType, NotUnderstood);
        if (NumberIn(request, OffsetHeader) is not { } offset)
            return new ProblemResult(StatusCodes.Status400BadRequest, NotUnderstood);
        using var turn = await turns.Take(NameIn(context, sender), context.RequestAborted);
        if (Find(context, sender) is not var (upload, info))
            return new ProblemResult(StatusCodes.Status404NotFound, Unknown);
        if (info.State is not null)
            return await Answer(context, upload, info, StatusCodes.Status204NoContent);
        if (offset != upload.Offset)
            return new ProblemResult(StatusCodes.Status409Conflict, OffsetUnexpected);
        if (request.ContentLength > info.Length - offset)
            throw new SeeSupportException(Problems.PictureTooLarge);
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = null;

        var session = grains.GetGrain<ISessionGrain>(info.SessionId);
        try
        {
            await upload.Append(request.Body, info.Length, Progress(session, info), turn.Reading);
        }
        catch (SeeSupportException refused) when (UploadFolder.IsFinal(refused.Problem))
        {
            UploadFolder.Refuse(upload, info, refused.Problem);
            await session.PictureFailed(info.PictureId, refused.Problem);
            throw;
        }
        catch (Exception cut) when (cut is OperationCanceledException or IOException)
        {
            // The network, or another request of the same sender: nobody waits for an answer. What came before is kept.
            context.Abort();
            return Results.Empty;
        }

        return await Answer(context, upload, info, StatusCodes.Status204NoContent);
    }

    /// <summary><c>DELETE /api/uploads/{session}/{picture}</c>: an unfinished upload is given up.</summary>
    public async Task<IResult> GiveUp(HttpContext context)
    {
        if (await SenderOf(context) is not { } sender)
            return SignInNeeded();
        using var turn = await turns.Take(NameIn(context, sender), context.RequestAborted);
        if (Find(context, sender) is not var (upload, info))
            return new ProblemResult(StatusCodes.Status404NotFound, Unknown);
        if (info.State is null)
        {
            await grains.GetGrain<ISessionGrain>(info.SessionId).PictureFailed(info.PictureId, Problems.PictureAbandoned);
            UploadFolder.Refuse(upload, info, Problems.PictureAbandoned);
        }

        return Results.NoContent();
    }

    /// <summary>The status that goes with a refusal.</summary>
    public static int StatusOf(Problem problem) => problem.Code switch
    {
        "picture-too-large" => StatusCodes.Status413PayloadTooLarge,
        "picture-type-unknown" => StatusCodes.Status415UnsupportedMediaType,
        "picture-malformed" or "picture-too-many-pixels" or "picture-empty" => StatusCodes.Status422UnprocessableEntity,
        "picture-unknown" or "picture-abandoned" => StatusCodes.Status410Gone,
        "picture-id-malformed" or "picture-source-unexpected" => StatusCodes.Status400BadRequest,
        "session-unknown" or "picture-lost" or "upload-unknown" => StatusCodes.Status404NotFound,
        "session-not-yours" or "ticket-refused" => StatusCodes.Status403Forbidden,
        "picture-store-unavailable" or "storage-unavailable" => StatusCodes.Status504GatewayTimeout,
        _ => StatusCodes.Status409Conflict,
    };

    private static ProblemResult SignInNeeded() => new(StatusCodes.Status401Unauthorized, ConsumerTicket.Refused().Problem);

    private static bool IsSpoken(HttpContext context) => context.Request.Headers["Tus-Resumable"] == Version;

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static long? NumberIn(HttpRequest request, string header) =>
        long.TryParse(request.Headers[header], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private Task<UploadSender?> SenderOf(HttpContext context) => UploadSender.Of(context, tickets, authorization);

    private static string NameIn(HttpContext context, UploadSender sender)
    {
        var (session, picture) = ((string)context.GetRouteValue("session")!, (string)context.GetRouteValue("picture")!);
        return sender.MayMean(session) && UploadFolder.IsPictureId(picture)
            ? UploadFolder.NameOf(session, picture)
            : throw new SeeSupportException(Unknown);
    }

    private (Upload Upload, UploadInfo Info)? Find(HttpContext context, UploadSender sender)
    {
        var upload = uploads.Find((string)context.GetRouteValue("session")!, (string)context.GetRouteValue("picture")!);
        return upload.Info() is { } info && info.Sender == sender.Name ? (upload, info) : null;
    }

    /// <summary>Says where the upload is. One whose bytes are all there becomes a picture first: whoever reads that it is complete may rely on it.</summary>
    private async Task<IResult> Answer(HttpContext context, Upload upload, UploadInfo info, int status)
    {
        if (info.Refusal is { } refusal && info.State == PictureState.Failed)
            return new ProblemResult(StatusCodes.Status410Gone, refusal);
        var offset = info.State is null ? upload.Offset : info.Length;
        var state = info.State;
        if (state is null && offset == info.Length)
            state = await uploads.Finish(upload, info, CancellationToken.None);
        var headers = context.Response.Headers;
        headers["Tus-Resumable"] = Version;
        headers[OffsetHeader] = Number(offset);
        headers[LengthHeader] = Number(info.Length);
        if (state is { } known)
            headers[StateHeader] = known == PictureState.Private ? "private" : "ready";
        else
            headers["Upload-Expires"] = (upload.TouchedAt + limits.Value.KeepUploads).ToString("R", CultureInfo.InvariantCulture);
        return Results.StatusCode(status);
    }

    private Func<long, Task> Progress(ISessionGrain session, UploadInfo info)
    {
        long? last = null;
        return received =>
        {
            if (last is { } before && time.GetElapsedTime(before) < ProgressEvery)
                return Task.CompletedTask;
            last = time.GetTimestamp();
            return session.PictureReceiving(info.PictureId, received);
        };
    }
}
