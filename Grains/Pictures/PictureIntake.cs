using Microsoft.Extensions.Options;
using SeeSupport.Pictures.Formats;
using SeeSupport.Ports;
using SeeSupport.Sessions;

namespace SeeSupport.Pictures;

/// <inheritdoc cref="IPictureIntake"/>
internal sealed class PictureIntake(IGrainFactory grains, IPictureStore store, IOptions<PictureOptions> options) : IPictureIntake
{
    /// <summary>Largest small form, bytes.</summary>
    public const int ThumbnailBytes = 100 * 1024;

    private const int ThumbnailSide = 640;

    /// <summary>What is wrong with the file itself: trying again does not help.</summary>
    private static readonly string[] Final =
    [
        Problems.PictureTypeUnknown.Code, Problems.PictureMalformed.Code, Problems.PictureTooManyPixels.Code, Problems.PictureTooLarge.Code,
        Problems.PictureEmpty.Code,
    ];

    public async Task<PictureView> Take(string sessionId, string pictureId, string? from, Stream content, CancellationToken cancellation)
    {
        var begun = await grains.GetGrain<ISessionGrain>(sessionId).BeginTextedPicture(
            new() { PictureId = pictureId, Source = PictureSource.Text, Bytes = content.Length, From = from });
        return begun.State == PictureState.Receiving ? await Finish(sessionId, pictureId, PictureSource.Text, content, cancellation) : begun;
    }

    public async Task<PictureView> Finish(string sessionId, string pictureId, PictureSource source, Stream content, CancellationToken cancellation)
    {
        var session = grains.GetGrain<ISessionGrain>(sessionId);
        try
        {
            var view = default(PictureView);
            await Keep(
                sessionId, content, options.Value.MostBytes(source), options.Value.MostPixels,
                async stored => (view = await session.PictureReady(pictureId, stored)) is not null, cancellation);
            return view ?? throw new SeeSupportException(Problems.PictureUnknown);
        }
        catch (SeeSupportException refused) when (Final.Contains(refused.Problem.Code))
        {
            await session.PictureFailed(pictureId, refused.Problem);
            throw;
        }
    }

    public Task<bool> FinishThumbnail(string sessionId, string pictureId, Stream content, CancellationToken cancellation) => Keep(
        sessionId, content, ThumbnailBytes, ThumbnailSide * ThumbnailSide,
        async stored => stored is { Private: false, Width: <= ThumbnailSide, Height: <= ThumbnailSide }
            && await grains.GetGrain<ISessionGrain>(sessionId).ThumbnailReady(pictureId, stored.Hash),
        cancellation);

    /// <summary>Stores a file and says so; false when nobody needs it, and then it is not kept.</summary>
    private async Task<bool> Keep(
        string sessionId, Stream content, long mostBytes, long mostPixels, Func<PictureContent, Task<bool>> ready, CancellationToken cancellation)
    {
        var stored = await Store(sessionId, content, mostBytes, mostPixels, cancellation);
        var needed = await ready(stored);
        if (needed && await IsThere(sessionId, stored.Hash, cancellation))
            return true;

        // A picture of the same content that was just being deleted has taken this one's file with it.
        if (needed)
            await Store(sessionId, content, mostBytes, mostPixels, cancellation);
        await grains.GetGrain<ISessionGrain>(sessionId).SweepPictures(DateTimeOffset.MinValue, [stored.Hash]);
        return needed;
    }

    private async Task<bool> IsThere(string sessionId, string hash, CancellationToken cancellation)
    {
        await using var file = await store.Open(sessionId, hash, cancellation);
        return file is not null;
    }

    private async Task<PictureContent> Store(string sessionId, Stream content, long mostBytes, long mostPixels, CancellationToken cancellation)
    {
        if (content.Length == 0)
            throw new SeeSupportException(Problems.PictureEmpty);
        if (content.Length > mostBytes)
            throw new SeeSupportException(Problems.PictureTooLarge);
        await using var draft = store.Draft(sessionId);
        // Not on the turn of a grain that may be the one that calls.
        var facts = await Task.Run(() => PictureRewriter.Rewrite(content, draft.Content, mostPixels), cancellation);
        var bytes = draft.Content.Length;
        return new()
        {
            Hash = await draft.Keep(cancellation),
            Type = facts.Type,
            Width = facts.Width,
            Height = facts.Height,
            Bytes = bytes,
            Private = facts.HasMetadata,
        };
    }
}
