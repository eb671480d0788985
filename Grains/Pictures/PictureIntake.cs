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
            var stored = await Store(sessionId, content, options.Value.MostBytes(source), options.Value.MostPixels, cancellation);
            if (await session.PictureReady(pictureId, stored) is { } view)
                return view;
            await Forget(session, sessionId, stored.Hash, cancellation);
            throw new SeeSupportException(Problems.PictureUnknown);
        }
        catch (SeeSupportException refused) when (Final.Contains(refused.Problem.Code))
        {
            await session.PictureFailed(pictureId, refused.Problem);
            throw;
        }
    }

    public async Task<bool> FinishThumbnail(string sessionId, string pictureId, Stream content, CancellationToken cancellation)
    {
        var stored = await Store(sessionId, content, ThumbnailBytes, ThumbnailSide * ThumbnailSide, cancellation);
        var session = grains.GetGrain<ISessionGrain>(sessionId);
        var needed = !stored.Private && stored is { Width: <= ThumbnailSide, Height: <= ThumbnailSide } && await session.ThumbnailReady(pictureId, stored.Hash);
        if (!needed)
            await Forget(session, sessionId, stored.Hash, cancellation);
        return needed;
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

    private async Task Forget(ISessionGrain session, string sessionId, string hash, CancellationToken cancellation)
    {
        foreach (var unneeded in await session.SweepPictures(DateTimeOffset.MinValue, [hash]))
            await store.Delete(sessionId, unneeded, cancellation);
    }
}
