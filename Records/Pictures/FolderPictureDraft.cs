using SeeSupport.Ports;

namespace SeeSupport.Records.Pictures;

/// <summary>A file under a temporary name that gets its own name when it is kept.</summary>
internal sealed class FolderPictureDraft : PictureDraft
{
    private readonly string _temporary;
    private readonly Func<string, string> _pathOf;
    private readonly Func<Exception, SeeSupportException> _unavailable;
    private readonly FileStream _file;
    private readonly HashingStream _content;
    private bool _kept;

    public FolderPictureDraft(string temporary, Func<string, string> pathOf, Func<Exception, SeeSupportException> unavailable)
    {
        (_temporary, _pathOf, _unavailable) = (temporary, pathOf, unavailable);
        _file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        _content = new HashingStream(_file, unavailable);
    }

    public override Stream Content => _content;

    public override Task<string> Keep(CancellationToken cancellation)
    {
        try
        {
            _file.Flush(flushToDisk: true);
            _file.Dispose();
            var hash = _content.Hash();
            var path = _pathOf(hash);
            var folder = Path.GetDirectoryName(path)!;
            for (var tries = 0; ; tries++)
            {
                PrivateFolder.Make(folder);
                try
                {
                    File.Move(_temporary, path, overwrite: true);
                    break;
                }
                catch (DirectoryNotFoundException) when (tries < 3)
                {
                    // The session's last other file was deleted in this moment, and its folder with it.
                }
            }

            _kept = true;
            FolderSync.Sync(folder);
            FolderSync.Sync(Path.GetDirectoryName(folder)!);
            return Task.FromResult(hash);
        }
        catch (Exception failure) when (FolderPictureStore.IsFault(failure))
        {
            throw _unavailable(failure);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        try
        {
            await _file.DisposeAsync();
        }
        catch (IOException) when (!_kept)
        {
            // What could not be written out any more is thrown away.
        }

        if (!_kept)
            File.Delete(_temporary);
    }
}
