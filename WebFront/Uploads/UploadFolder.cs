using Microsoft.Extensions.Options;
using SeeSupport.Pictures;
using SeeSupport.Ports;
using SeeSupport.Records;
using SeeSupport.Sessions;
using SeeSupport.WebFront.Hosting;

namespace SeeSupport.WebFront.Uploads;

/// <summary>The uploads of this front: found by session and picture, finished when their bytes are all there, forgotten when nobody goes on with them.</summary>
internal sealed partial class UploadFolder(
    IOptions<UploadOptions> options, IOptions<PictureOptions> limits, DataFolder data, IPictureIntake intake, IGrainFactory grains, UploadTurns turns,
    TimeProvider time, ILogger<UploadFolder> log)
{
    private string Root => Path.GetFullPath(options.Value.UploadFolder ?? Path.Combine(data.Path, "uploads"));

    /// <summary>An upload, whether it exists or not. Both ids must be well-formed: they become a file's name.</summary>
    public Upload Find(string sessionId, string pictureId)
    {
        PrivateFolder.Make(Root);
        return new(Path.Combine(Root, NameOf(sessionId, pictureId)));
    }

    /// <summary>How an upload is named, here and where its turns are taken.</summary>
    public static string NameOf(string sessionId, string pictureId) => $"{sessionId}.{pictureId}";

    /// <summary>Whether an id can be a picture's, and so a file's name.</summary>
    public static bool IsPictureId(string? id) =>
        id is { Length: >= 16 and <= 36 } && id.All(each => char.IsAsciiLetterLower(each) || char.IsAsciiDigit(each) || each == '-');

    /// <summary>
    /// All bytes are there: makes them a picture, and remembers what came of it. Gives the state; throws what the intake refuses. What is worth
    /// another try leaves the bytes where they are.
    /// </summary>
    public async Task<PictureState> Finish(Upload upload, UploadInfo info, CancellationToken cancellation)
    {
        try
        {
            PictureView view;
            await using (var content = upload.Open())
                view = await intake.Finish(info.SessionId, info.PictureId, info.Source, content, cancellation);
            upload.Remember(info with { State = view.State });
            upload.DropBytes();
            return view.State;
        }
        catch (SeeSupportException refused) when (IsFinal(refused.Problem))
        {
            Refuse(upload, info, refused.Problem);
            throw;
        }
    }

    /// <summary>The picture will not be taken, and its bytes are needed no longer.</summary>
    public static void Refuse(Upload upload, UploadInfo info, Problem problem)
    {
        upload.Remember(info with { State = PictureState.Failed, Refusal = problem });
        upload.DropBytes();
    }

    /// <summary>Whether trying again is of no use.</summary>
    public static bool IsFinal(Problem problem) =>
        problem.Code != Problems.PictureStoreUnavailable.Code && problem.Code != Problems.StorageUnavailable.Code;

    /// <summary>Finishes what is complete, and forgets what nobody has gone on with for long.</summary>
    public async Task Sweep(CancellationToken cancellation)
    {
        if (!Directory.Exists(Root))
            return;
        foreach (var file in Directory.GetFiles(Root, "*.json"))
        {
            cancellation.ThrowIfCancellationRequested();
            var name = Path.GetFileNameWithoutExtension(file);
            using var turn = turns.TryTake(name);
            if (turn is null)
                continue;
            try
            {
                await SweepOne(new(Path.Combine(Root, name)), cancellation);
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                LogNotSwept(problem);
            }
        }
    }

    private async Task SweepOne(Upload upload, CancellationToken cancellation)
    {
        if (upload.Info() is not { } info)
            return;
        if (info.State is null && upload.Offset == info.Length)
        {
            await Finish(upload, info, cancellation);
        }
        else if (time.GetUtcNow() - upload.TouchedAt > limits.Value.KeepUploads)
        {
            if (info.State is null)
                await grains.GetGrain<ISessionGrain>(info.SessionId).PictureFailed(info.PictureId, Problems.PictureAbandoned);
            upload.Forget();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "An upload could not be finished or forgotten; it is tried again")]
    private partial void LogNotSwept(Exception problem);
}
