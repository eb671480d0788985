using SeeSupport.Pictures;

namespace SeeSupport.Ports;

/// <summary>The one way by which bytes become a picture, whoever brings them: checked, rid of metadata, stored, then told to the session.</summary>
public interface IPictureIntake
{
    /// <summary>
    /// Takes a picture message's file in: begins it in the session, then does what <see cref="Finish"/> does. A repeat with the same id changes
    /// nothing and gives the same picture. Whatever is wrong with the file is told to the session and thrown as
    /// <see cref="SeeSupportException"/> (<c>picture-type-unknown</c>, <c>picture-malformed</c>, <c>picture-too-large</c>,
    /// <c>picture-too-many-pixels</c>, limits); <c>picture-store-unavailable</c> and <c>storage-unavailable</c> are worth another try.
    /// </summary>
    /// <param name="sessionId">Whose it is.</param>
    /// <param name="pictureId">Chosen so that a repeat is the same: 16 to 36 of <c>a-z</c>, <c>0-9</c> and <c>-</c>.</param>
    /// <param name="from">The sender's masked number.</param>
    /// <param name="content">The whole file; seekable.</param>
    /// <param name="cancellation">Ends it; nothing half-done remains.</param>
    Task<PictureView> Take(string sessionId, string pictureId, string? from, Stream content, CancellationToken cancellation);

    /// <summary>The bytes of a picture that was begun are all there.</summary>
    Task<PictureView> Finish(string sessionId, string pictureId, PictureSource source, Stream content, CancellationToken cancellation);

    /// <summary>
    /// Keeps the small form of a picture. False when nobody needs it. Throws what <see cref="Finish"/> throws, and <c>picture-too-large</c>
    /// above 640 pixels a side.
    /// </summary>
    Task<bool> FinishThumbnail(string sessionId, string pictureId, Stream content, CancellationToken cancellation);
}
