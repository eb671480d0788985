using System.Globalization;
using System.Security.Claims;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using SeeSupport.Processes;
using SeeSupport.Recordings;
using SeeSupport.Sessions;
using SeeSupport.WebFront.Hubs;
using SeeSupport.WebFront.Security;

namespace SeeSupport.WebFront.Recordings;

/// <summary>
/// <c>/api/recordings/{sessionId}/{recordingId}</c>, for the session's agent only: <c>POST</c> begins a recording, <c>PATCH</c> adds what has
/// been recorded since at <c>Upload-Offset</c>, <c>HEAD</c> tells that offset, <c>POST …/finish</c> makes it whole, <c>GET</c> plays it by
/// ranges (<c>?download</c>: saves it). Offsets work as in tus 1.0, whose fixed lengths do not fit what has no end yet.
/// </summary>
internal sealed partial class RecordingsApi(
    IGrainFactory grains, RecordingFiles files, IOptions<RecordingOptions> options, TimeProvider time)
{
    private const string Offset = "Upload-Offset";
    private const string Piece = "application/offset+octet-stream";

    /// <summary>A recording whose page is gone is made whole when it is asked for, so long after the last piece.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(1);

    /// <summary>Puts it at its addresses.</summary>
    public static void Map(IEndpointRouteBuilder app)
    {
        var api = app.ServiceProvider.GetRequiredService<RecordingsApi>();
        var recording = app.MapGroup("/api/recordings/{sessionId}/{recordingId}").RequireAuthorization(Policies.RunSessions);
        var limit = new RequestSizeLimitAttribute(api.PieceLimit);
        recording.MapPost("", context => Run(context, api.Begin));
        recording.MapPatch("", context => Run(context, api.Append)).WithMetadata(limit);
        recording.MapMethods("", [HttpMethods.Head], context => Run(context, api.Look));
        recording.MapPost("/finish", context => Run(context, api.Finish));
        recording.MapGet("", context => Run(context, api.Play));
    }

    private int PieceLimit => options.Value.PieceBytes;

    private async Task<IResult> Begin(HttpContext context)
    {
        var (session, agentId, _, recordingId) = Of(context);
        await session.BeginRecording(agentId, recordingId);
        return Results.StatusCode(StatusCodes.Status201Created);
    }

    private async Task<IResult> Append(HttpContext context)
    {
        var (session, agentId, sessionId, recordingId) = Of(context);
        if (context.Request.ContentType != Piece || !long.TryParse(context.Request.Headers[Offset], CultureInfo.InvariantCulture, out var offset))
            return new ProblemResult(StatusCodes.Status400BadRequest, RecordingProblems.Malformed);
        if (context.Request.ContentLength > PieceLimit)
            return new ProblemResult(StatusCodes.Status413PayloadTooLarge, RecordingProblems.PieceTooLarge);
        await session.FindRecording(agentId, recordingId, toAppend: true);
        try
        {
            Say(context, await files.Append(sessionId, recordingId, offset, context.Request.Body, context.RequestAborted));
            return Results.NoContent();
        }
        catch (SeeSupportException refused) when (refused.Problem == RecordingProblems.Offset)
        {
            Say(context, files.Length(sessionId, recordingId));
            throw;
        }
    }

    private async Task<IResult> Look(HttpContext context)
    {
        var (session, agentId, sessionId, recordingId) = Of(context);
        await session.FindRecording(agentId, recordingId, toAppend: false);
        Say(context, files.Length(sessionId, recordingId));
        return Results.NoContent();
    }

    private async Task<IResult> Finish(HttpContext context)
    {
        var (session, agentId, sessionId, recordingId) = Of(context);
        await session.FindRecording(agentId, recordingId, toAppend: false);
        await Finished(session, agentId, sessionId, recordingId);
        return Results.NoContent();
    }

    private async Task<IResult> Play(HttpContext context)
    {
        var (session, agentId, sessionId, recordingId) = Of(context);
        var view = await session.FindRecording(agentId, recordingId, toAppend: false);
        if (view.State != RecordingState.Ready && files.LastWrite(sessionId, recordingId) > time.GetUtcNow() - Abandoned)
            return new ProblemResult(StatusCodes.Status409Conflict, RecordingProblems.Going);
        var path = await Finished(session, agentId, sessionId, recordingId);
        var name = $"recording-{view.StartedAt:yyyy-MM-dd-HHmmss}.webm";
        context.Response.Headers.CacheControl = "private, no-cache";
        return Results.File(path, "video/webm", context.Request.Query.ContainsKey("download") ? name : null, enableRangeProcessing: true);
    }

    private async Task<string> Finished(ISessionGrain session, string agentId, string sessionId, string recordingId)
    {
        try
        {
            var (path, bytes, duration) = await files.Finish(sessionId, recordingId, CancellationToken.None);
            await session.KeepRecording(agentId, recordingId, bytes, duration);
            return path;
        }
        catch (SeeSupportException empty) when (empty.Problem == RecordingProblems.Empty)
        {
            await session.KeepRecording(agentId, recordingId, 0, TimeSpan.Zero);
            throw;
        }
    }

    private (ISessionGrain Session, string AgentId, string SessionId, string RecordingId) Of(HttpContext context)
    {
        var (sessionId, recordingId) = ((string)context.GetRouteValue("sessionId")!, (string)context.GetRouteValue("recordingId")!);
        if (!SessionIds.IsWellFormed(sessionId))
            throw new SeeSupportException(Problems.SessionUnknown);
        if (!Id().IsMatch(recordingId))
            throw new SeeSupportException(Problems.RecordingUnknown);
        return (grains.GetGrain<ISessionGrain>(sessionId), context.User.FindFirstValue(ClaimTypes.NameIdentifier)!, sessionId, recordingId);
    }

    private static void Say(HttpContext context, long offset) => context.Response.Headers[Offset] = offset.ToString(CultureInfo.InvariantCulture);

    private static async Task Run(HttpContext context, Func<HttpContext, Task<IResult>> answer)
    {
        context.Response.Headers.CacheControl = "no-store";
        IResult result;
        try
        {
            result = await answer(context);
        }
        catch (SeeSupportException refused)
        {
            result = new ProblemResult(StatusOf(refused.Problem), refused.Problem);
        }
        catch (BadHttpRequestException broken) when (broken.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            result = new ProblemResult(broken.StatusCode, RecordingProblems.PieceTooLarge);
        }
        catch (IOException failure) when (StartFailure.IsDiskFull(failure))
        {
            result = new ProblemResult(StatusCodes.Status507InsufficientStorage, RecordingProblems.Quota);
        }

        await result.ExecuteAsync(context);
    }

    private static int StatusOf(Problem problem) => problem switch
    {
        _ when problem == Problems.SessionUnknown || problem == Problems.RecordingUnknown => StatusCodes.Status404NotFound,
        _ when problem == Problems.SessionNotYours => StatusCodes.Status403Forbidden,
        _ when problem == Problems.StorageUnavailable => StatusCodes.Status504GatewayTimeout,
        _ when problem == RecordingProblems.Type => StatusCodes.Status415UnsupportedMediaType,
        _ when problem == RecordingProblems.TooLong => StatusCodes.Status413PayloadTooLarge,
        _ when problem == RecordingProblems.Quota => StatusCodes.Status507InsufficientStorage,
        _ => StatusCodes.Status409Conflict,
    };

    [GeneratedRegex("^[0-9a-f-]{36}$")]
    private static partial Regex Id();
}
