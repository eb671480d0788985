using Microsoft.Extensions.Options;
using SeeSupport.WebFront.Hosting;
using SeeSupport.WebFront.Recordings.Webm;

namespace SeeSupport.WebFront.Recordings;

/// <summary>
/// Recordings as files: one that grows while the browser records (<c>.part</c>), and the finished one that can be seeked. What was
/// acknowledged is on the disk.
/// </summary>
internal sealed class RecordingFiles(IOptions<RecordingOptions> options, DataFolder data)
{
    private static readonly byte[] WebmStart = [0x1A, 0x45, 0xDF, 0xA3];

    private readonly string _folder = options.Value.Folder is { Length: > 0 } folder ? Path.GetFullPath(folder) : Path.Combine(data.Path, "recordings");
    private readonly SemaphoreSlim[] _turns = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];
    private long? _total;

    /// <summary>Bytes of a recording that are here; 0 when there are none.</summary>
    public long Length(string sessionId, string recordingId) => new FileInfo(Part(sessionId, recordingId)) is { Exists: true } file ? file.Length : 0;

    /// <summary>When the last bytes came, UTC; null when there are none.</summary>
    public DateTimeOffset? LastWrite(string sessionId, string recordingId) =>
        new FileInfo(Part(sessionId, recordingId)) is { Exists: true } file ? file.LastWriteTimeUtc : null;

    /// <summary>Adds bytes to the end; gives the new length. What came before a cut stays.</summary>
    /// <exception cref="SeeSupportException">
    /// <c>recording-offset</c>: the bytes do not follow what is here. <c>recording-too-long</c>, <c>recording-quota</c>, <c>recording-type</c>.
    /// </exception>
    public async Task<long> Append(string sessionId, string recordingId, long offset, Stream piece, CancellationToken cancellation)
    {
        using var turn = await Turn(recordingId, cancellation);
        var path = Part(sessionId, recordingId);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        if (file.Length != offset)
            throw new SeeSupportException(RecordingProblems.Offset);
        file.Seek(0, SeekOrigin.End);
        var before = file.Length;
        var buffer = new byte[64 * 1024];
        try
        {
            for (int read; (read = await piece.ReadAsync(buffer, cancellation)) > 0;)
            {
                if (file.Length < WebmStart.Length && !GoesOn(WebmStart[(int)file.Length..], buffer.AsSpan(0, read)))
                    throw new SeeSupportException(RecordingProblems.Type);
                if (file.Length + read > options.Value.MostBytes)
                    throw new SeeSupportException(RecordingProblems.TooLong);
                if (Total + (file.Length - before) + read > options.Value.QuotaBytes)
                    throw new SeeSupportException(RecordingProblems.Quota);
                await file.WriteAsync(buffer.AsMemory(0, read), CancellationToken.None);
            }
        }
        finally
        {
            // A disk may take its time, and the thread belongs to everybody's sockets.
            await Task.Run(() => file.Flush(flushToDisk: true), CancellationToken.None);
            Total += file.Length - before;
        }

        return file.Length;
    }

    /// <summary>The finished recording: made now when it is not there yet.</summary>
    /// <exception cref="SeeSupportException"><c>recording-empty</c>: nothing came that could be seen.</exception>
    public async Task<(string Path, long Bytes, TimeSpan Duration)> Finish(string sessionId, string recordingId, CancellationToken cancellation)
    {
        using var turn = await Turn(recordingId, cancellation);
        var path = Path.ChangeExtension(Part(sessionId, recordingId), ".webm");
        if (File.Exists(path))
        {
            await using var known = File.OpenRead(path);
            return (path, known.Length, WebmFinisher.DurationOf(known));
        }

        if (!File.Exists(Part(sessionId, recordingId)))
            throw new SeeSupportException(RecordingProblems.Empty);
        try
        {
            var duration = await Task.Run(() => Write(Part(sessionId, recordingId), path + ".new"), CancellationToken.None);
            File.Move(path + ".new", path, overwrite: true);
            File.Delete(Part(sessionId, recordingId));
            _total = null;
            return (path, new FileInfo(path).Length, duration);
        }
        catch (Exception broken) when (broken is InvalidDataException or EndOfStreamException)
        {
            throw new SeeSupportException(RecordingProblems.Empty);
        }
    }

    /// <summary>Whether bytes go on as they have to: a recorder may give its first byte away alone.</summary>
    private static bool GoesOn(ReadOnlySpan<byte> expected, ReadOnlySpan<byte> bytes) => bytes.StartsWith(expected) || expected.StartsWith(bytes);

    private static TimeSpan Write(string part, string path)
    {
        using var recorded = new FileStream(part, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        using var finished = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        var duration = WebmFinisher.Finish(recorded, finished);
        finished.Flush(flushToDisk: true);
        return duration;
    }

    private long Total
    {
        get => _total ??= Directory.Exists(_folder) ? new DirectoryInfo(_folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length) : 0;
        set => _total = value;
    }

    private string Part(string sessionId, string recordingId) => Path.Combine(_folder, sessionId, recordingId + ".part");

    /// <summary>One writer of a recording at a time: a browser that sends again may overtake its own broken request.</summary>
    private async Task<IDisposable> Turn(string recordingId, CancellationToken cancellation)
    {
        var turn = _turns[(uint)recordingId.GetHashCode(StringComparison.Ordinal) % _turns.Length];
        await turn.WaitAsync(cancellation);
        return new Release(turn);
    }

    private sealed class Release(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
