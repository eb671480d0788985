namespace SeeSupport.Ports;

/// <summary>The files of picture messages, where they lie: with the provider of text messages, and nowhere else.</summary>
public interface ITextMedia
{
    /// <summary>
    /// Fetches a file. Throws <see cref="SeeSupportException"/> where trying again changes nothing: <c>text-file-gone</c>,
    /// <c>text-file-too-large</c> as soon as there is more than allowed, <c>text-file-elsewhere</c> when the provider leads to a place that is
    /// not its own; and <c>text-file-unreachable</c> where it may help.
    /// </summary>
    /// <param name="messageId">The provider's id of the message.</param>
    /// <param name="mediaId">The provider's id of the file.</param>
    /// <param name="mostBytes">Largest file that is taken, bytes.</param>
    /// <param name="progress">Told how many bytes are there; may be told often.</param>
    /// <param name="cancellation">Ends it; nothing half-done remains.</param>
    /// <returns>The whole file, at its beginning; the caller disposes it.</returns>
    Task<Stream> Fetch(string messageId, string mediaId, long mostBytes, Action<long> progress, CancellationToken cancellation);

    /// <summary>Deletes a file; one that is gone is deleted. Throws <c>text-file-unreachable</c> where trying again may help.</summary>
    Task Delete(string messageId, string mediaId, CancellationToken cancellation);
}
