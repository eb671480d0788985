using SeeSupport.Ports;

namespace SeeSupport.Records.Pictures;

/// <summary>A file that is written here and then put into the bucket as a whole: its name is known only at its end.</summary>
internal sealed class S3PictureDraft : PictureDraft
{
    private readonly FileStream _file = TemporaryFile.New();
    private readonly HashingStream _content;
    private readonly Func<Stream, string, CancellationToken, Task> _put;

    public S3PictureDraft(Func<Stream, string, CancellationToken, Task> put, Func<Exception, SeeSupportException> unavailable)
    {
        _put = put;
        _content = new(_file, unavailable);
    }

    public override Stream Content => _content;

    public override async Task<string> Keep(CancellationToken cancellation)
    {
        var hash = _content.Hash();
        _file.Position = 0;
        await _put(_file, hash, cancellation);
        return hash;
    }

    public override ValueTask DisposeAsync() => _file.DisposeAsync();
}
