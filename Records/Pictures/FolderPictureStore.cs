using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using SeeSupport.Ports;

namespace SeeSupport.Records.Pictures;

/// <summary>
/// Pictures as files: <c>&lt;folder&gt;/&lt;two characters&gt;/&lt;session&gt;/&lt;SHA-256&gt;</c>. A file is written under a temporary name in
/// <c>new/</c>, synced, then renamed: under its own name it is always whole.
/// </summary>
internal sealed partial class FolderPictureStore(string folder, TimeProvider time, ILogger<FolderPictureStore> log) : IPictureStore
{
    private const string Unfinished = "new";

    /// <summary>What a draft that was never kept left behind when its process ended is of no use after this time.</summary>
    private static readonly TimeSpan UnfinishedIsOld = TimeSpan.FromDays(1);

    public PictureDraft Draft(string sessionId)
    {
        try
        {
            PrivateFolder.Make(Path.Combine(folder, Unfinished));
            return new FolderPictureDraft(Path.Combine(folder, Unfinished, Path.GetRandomFileName()), hash => PathOf(sessionId, hash), Unavailable);
        }
        catch (Exception failure) when (IsFault(failure))
        {
            throw Unavailable(failure);
        }
    }

    public Task<Stream?> Open(string sessionId, string hash, CancellationToken cancellation)
    {
        try
        {
            return Task.FromResult<Stream?>(new FileStream(PathOf(sessionId, hash), new FileStreamOptions
            {
                Share = FileShare.ReadWrite | FileShare.Delete,
                Options = FileOptions.Asynchronous,
            }));
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
        catch (Exception failure) when (IsFault(failure))
        {
            throw Unavailable(failure);
        }
    }

    public Task Delete(string sessionId, string hash, CancellationToken cancellation)
    {
        var path = PathOf(sessionId, hash);
        var session = Path.GetDirectoryName(path)!;
        try
        {
            if (!Directory.Exists(session))
                return Task.CompletedTask;
            File.Delete(path);
            if (!Directory.EnumerateFileSystemEntries(session).Any())
                Directory.Delete(session);
        }
        catch (Exception failure) when (IsFault(failure))
        {
            // A folder that got a file in this moment stays; a file that stays is tried again.
            if (File.Exists(path))
                throw Unavailable(failure);
        }

        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<StoredPicture> List([EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        ForgetUnfinished();
        foreach (var group in Folders(folder).Where(each => each.Name != Unfinished))
        {
            foreach (var session in Folders(group.FullName))
            {
                foreach (var file in session.EnumerateFiles())
                {
                    cancellation.ThrowIfCancellationRequested();
                    yield return new(session.Name, file.Name, new(file.LastWriteTimeUtc, TimeSpan.Zero));
                }
            }
        }
    }

    internal static bool IsFault(Exception failure) => failure is IOException or UnauthorizedAccessException;

    private static IEnumerable<DirectoryInfo> Folders(string path) =>
        new DirectoryInfo(path) is { Exists: true } found ? found.EnumerateDirectories() : [];

    private void ForgetUnfinished()
    {
        foreach (var file in Folders(folder).Where(each => each.Name == Unfinished).SelectMany(each => each.EnumerateFiles()))
        {
            if (time.GetUtcNow() - file.LastWriteTimeUtc > UnfinishedIsOld)
                file.Delete();
        }
    }

    private string PathOf(string sessionId, string hash) => Path.Combine(folder, sessionId[..2], sessionId, hash);

    private SeeSupportException Unavailable(Exception failure)
    {
        LogUnavailable(failure);
        return new(Problems.PictureStoreUnavailable);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The picture folder cannot be read or written")]
    private partial void LogUnavailable(Exception failure);
}
