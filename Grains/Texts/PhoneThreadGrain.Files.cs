using Microsoft.Extensions.Logging;
using SeeSupport.Pictures;
using SeeSupport.Privacy;
using SeeSupport.Sessions;

namespace SeeSupport.Texts;

/// <content>
/// The files of picture messages: fetched, kept as pictures of their session, deleted where they lay. Each step is stored once it is done, so
/// that one which a process that ended did not finish is done again: a picture is known by its id, and what is gone cannot be deleted twice.
/// </content>
internal sealed partial class PhoneThreadGrain
{
    private const int MostAtOnce = 4;

    private static readonly TimeSpan ProgressEvery = TimeSpan.FromSeconds(0.5);

    private readonly Dictionary<string, Task> _underWay = [];
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>Begins what is due, a few files at once.</summary>
    private void StartFiles()
    {
        var now = Now;
        foreach (var (text, media) in Files().Where(each => IsDue(each.Media, now)).Take(MostAtOnce - _underWay.Count).ToList())
            _underWay[media.File.PictureId] = Go(text, media);
    }

    /// <summary>Lets go of what is under way; the next activation begins it anew.</summary>
    private async Task StopFiles()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_underWay.Values);
    }

    /// <summary>When the next file is due; null when none is.</summary>
    private DateTimeOffset? NextFile(DateTimeOffset now)
    {
        if (_underWay.Count >= MostAtOnce)
            return null;
        DateTimeOffset? next = null;
        foreach (var (_, media) in Files().Where(each => !_underWay.ContainsKey(each.Media.File.PictureId)))
        {
            if (next is null || (media.NextAt ?? now) < next)
                next = media.NextAt ?? now;
        }

        return next;
    }

    /// <summary>The files of texts that their session has in its log, or that nobody wants.</summary>
    private IEnumerable<(ThreadText Text, ThreadMedia Media)> Files() =>
        from text in State.Texts
        where text.Told || text.PutAway
        from media in text.Media
        where media.Stage != MediaStage.Done
        select (text, media);

    private bool IsDue(ThreadMedia media, DateTimeOffset now) =>
        !_underWay.ContainsKey(media.File.PictureId) && (media.NextAt is null || media.NextAt <= now);

    /// <summary>Does one step of one file.</summary>
    private async Task Go(ThreadText text, ThreadMedia media)
    {
        await Task.Yield();
        var (message, file) = (text.Message.MessageId, media.File);
        try
        {
            var stage = media.Stage == MediaStage.ToDelete ? await Delete(message, file) : await Keep(text, file);
            await Change(thread => thread.Move(message, file.PictureId, stage));
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The activation ends.
        }
        catch (Exception problem)
        {
            await Later(text, media, problem);
        }
        finally
        {
            _underWay.Remove(file.PictureId);
            SetTimer();
        }
    }

    /// <summary>Makes a file a picture of its session; gives what is to be done with it next.</summary>
    private async Task<MediaStage> Keep(ThreadText text, IncomingMedia file)
    {
        var session = GrainFactory.GetGrain<ISessionGrain>(text.SessionId!);
        try
        {
            await session.BeginTextedPicture(new() { PictureId = file.PictureId, Source = PictureSource.Text, Bytes = 0, From = Masked.Number(_number) });
            if (file.MediaId is null)
                throw new SeeSupportException(Problems.TextFileElsewhere);
            await Fetch(session, text, file);
        }
        catch (SeeSupportException refused) when (!IsWorthAnotherTry(refused.Problem))
        {
            LogRefused(refused.Problem.Code, Masked.Number(_number));
            await session.TextedPictureRefused(file.PictureId, refused.Problem);
        }

        return file.MediaId is null ? MediaStage.Done : MediaStage.ToDelete;
    }

    private async Task Fetch(ISessionGrain session, ThreadText text, IncomingMedia file)
    {
        var told = Now;

        // Away from this grain's turns: neither the network nor the disk holds up a call.
        await Task.Run(
            async () =>
            {
                await using var content = await media.Fetch(
                    text.Message.MessageId, file.MediaId!, pictureOptions.Value.MostBytes(PictureSource.Text), Progress, _stopping.Token);
                await pictures.Take(text.SessionId!, file.PictureId, Masked.Number(_number), content, _stopping.Token);
            },
            _stopping.Token);

        void Progress(long bytes)
        {
            if (Now - told < ProgressEvery)
                return;
            told = Now;
            _ = Tell(bytes);
        }

        async Task Tell(long bytes)
        {
            try
            {
                await session.PictureReceiving(file.PictureId, bytes);
            }
            catch (Exception problem)
            {
                // The next figure, or the picture itself, says more.
                LogAfterwardsFailed(problem, Masked.Number(_number));
            }
        }
    }

    private async Task<MediaStage> Delete(string messageId, IncomingMedia file)
    {
        await Task.Run(() => media.Delete(messageId, file.MediaId!, _stopping.Token), _stopping.Token);
        return MediaStage.Done;
    }

    /// <summary>Tries it again a little later, or gives it up: then the agent knows, and the file stays where it is.</summary>
    private async Task Later(ThreadText text, ThreadMedia media, Exception problem)
    {
        var (message, id) = (text.Message.MessageId, media.File.PictureId);
        try
        {
            var givenUp = Now - text.At > options.Value.FetchFor;
            LogTriedInVain(problem, media.Stage, Masked.Number(_number), media.Tries + 1, givenUp);
            if (media.Stage == MediaStage.Waiting)
            {
                var session = GrainFactory.GetGrain<ISessionGrain>(text.SessionId!);
                if (givenUp)
                    await session.TextedPictureRefused(id, Problems.TextFileGivenUp);
                else
                    await session.PictureDelayed(id, (problem as SeeSupportException)?.Problem ?? Problems.TextFileUnreachable);
            }

            var nextAt = Now + PhoneThread.Wait(media.Tries, options.Value);
            await Change(thread => givenUp ? thread.Move(message, id, MediaStage.Done) : thread.Retry(message, id, nextAt));
        }
        catch (Exception other)
        {
            LogAfterwardsFailed(other, Masked.Number(_number));
            _againAt = Now + RetryAfter;
        }
    }

    private static bool IsWorthAnotherTry(Problem problem) => problem.Code
        is "text-file-unreachable" or "picture-store-unavailable" or "storage-unavailable" or "picture-limit-at-once";

    [LoggerMessage(Level = LogLevel.Information, Message = "A file of a picture message of {Number} was not taken: {Problem}")]
    private partial void LogRefused(string problem, string number);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A file of a picture message of {Number} is {Stage} after {Tries} tries; given up: {GivenUp}")]
    private partial void LogTriedInVain(Exception problem, MediaStage stage, string number, int tries, bool givenUp);
}
