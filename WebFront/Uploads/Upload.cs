using System.Text.Json;
using SeeSupport.Pictures.Formats;

namespace SeeSupport.WebFront.Uploads;

/// <summary>One upload in the upload folder: <c>….json</c> says what it is, <c>….part</c> holds what has arrived; its length is the offset.</summary>
internal sealed class Upload(string path)
{
    private const int Piece = 128 * 1024;

    private string InfoPath => $"{path}.json";

    private string PartPath => $"{path}.part";

    /// <summary>What is remembered of it; null when there is no such upload.</summary>
    public UploadInfo? Info()
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(InfoPath), UploadInfoJson.Default.UploadInfo);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>How many bytes have arrived.</summary>
    public long Offset => new FileInfo(PartPath) is { Exists: true } part ? part.Length : 0;

    /// <summary>When something happened last, UTC.</summary>
    public DateTimeOffset TouchedAt =>
        new(Math.Max(File.GetLastWriteTimeUtc(PartPath).Ticks, File.GetLastWriteTimeUtc(InfoPath).Ticks), TimeSpan.Zero);

    /// <summary>Remembers what it is; whole or not at all.</summary>
    public void Remember(UploadInfo info)
    {
        var temporary = $"{path}.new";
        using (var file = new FileStream(temporary, FileMode.Create))
        {
            file.Write(JsonSerializer.SerializeToUtf8Bytes(info, UploadInfoJson.Default.UploadInfo));
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, InfoPath, overwrite: true);
    }

    /// <summary>
    /// Appends a request's body, at most up to the announced length, and syncs what came, however the body ends. Throws
    /// <c>picture-too-large</c> when it goes on beyond that, <c>picture-type-unknown</c> as soon as its first bytes are no picture's,
    /// <c>storage-unavailable</c> when the disk does not take it, and what the body throws.
    /// </summary>
    public async Task Append(Stream body, long length, Func<long, Task> came, CancellationToken cancellation)
    {
        await using var part = new FileStream(PartPath, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
        var start = ReadStart();
        var piece = new byte[Piece];
        try
        {
            while (true)
            {
                var read = await body.ReadAsync(piece, cancellation);
                if (read == 0)
                    return;
                if (part.Position + read > length)
                    throw new SeeSupportException(Problems.PictureTooLarge);
                Store(() => part.Write(piece, 0, read));
                if (start.Length < PictureFormats.Needed)
                    CheckStart(start = [.. start, .. piece.AsSpan(0, Math.Min(read, PictureFormats.Needed))], length);
                await came(part.Position);
            }
        }
        finally
        {
            Store(() => part.Flush(flushToDisk: true));
        }
    }

    /// <summary>What has arrived.</summary>
    public FileStream Open() => new(PartPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);

    /// <summary>The bytes are needed no longer.</summary>
    public void DropBytes() => File.Delete(PartPath);

    /// <summary>Nothing of it is needed any longer.</summary>
    public void Forget()
    {
        File.Delete(PartPath);
        File.Delete(InfoPath);
    }

    private static void Store(Action write)
    {
        try
        {
            write();
        }
        catch (IOException)
        {
            throw new SeeSupportException(Problems.StorageUnavailable);
        }
    }

    private static void CheckStart(byte[] start, long length)
    {
        if (start.Length >= Math.Min(PictureFormats.Needed, length) && PictureFormats.Of(start) == PictureFormat.Unknown)
            throw new SeeSupportException(Problems.PictureTypeUnknown);
    }

    private byte[] ReadStart()
    {
        using var part = new FileStream(PartPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var start = new byte[PictureFormats.Needed];
        return start[..part.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
    }
}
