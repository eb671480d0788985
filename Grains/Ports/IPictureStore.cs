namespace SeeSupport.Ports;

/// <summary>
/// Where the bytes of pictures are: by session, and within it by their SHA-256. What is the same is there once. Throws
/// <see cref="SeeSupportException"/> with <c>picture-store-unavailable</c> when it is out of reach or full.
/// </summary>
public interface IPictureStore
{
    /// <summary>A new file of a session, to be written and then kept.</summary>
    PictureDraft Draft(string sessionId);

    /// <summary>The bytes with that SHA-256; null when they are not there. The caller disposes the stream, which can seek.</summary>
    Task<Stream?> Open(string sessionId, string hash, CancellationToken cancellation);

    /// <summary>Deletes a file; nothing happens when it is not there.</summary>
    Task Delete(string sessionId, string hash, CancellationToken cancellation);

    /// <summary>Every file, those of one session one after another.</summary>
    IAsyncEnumerable<StoredPicture> List(CancellationToken cancellation);
}

/// <summary>A file in the picture store.</summary>
/// <param name="SessionId">Whose it is.</param>
/// <param name="Hash">SHA-256, 64 hexadecimal digits in lower case.</param>
/// <param name="At">When it was stored last, UTC.</param>
public sealed record StoredPicture(string SessionId, string Hash, DateTimeOffset At);

/// <summary>A file that is being written. Disposing it without <see cref="Keep"/> leaves nothing.</summary>
public abstract class PictureDraft : IAsyncDisposable
{
    /// <summary>What to write to, from beginning to end.</summary>
    public abstract Stream Content { get; }

    /// <summary>Keeps what was written; it survives a crash from the moment this returns. Gives its SHA-256.</summary>
    public abstract Task<string> Keep(CancellationToken cancellation);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
