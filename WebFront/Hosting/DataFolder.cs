using SeeSupport.Processes;
using SeeSupport.Records;

namespace SeeSupport.WebFront.Hosting;

/// <summary>
/// The folder that holds everything this installation keeps. One process has it at a time, until that process ends, however it ends.
/// </summary>
internal sealed class DataFolder(string path) : IDisposable
{
    private FileStream? _lock;

    /// <summary>Its whole path.</summary>
    public string Path => path;

    /// <summary>
    /// Makes the folder where it is missing and takes it, before anything keeps files there. Throws <c>data-not-writable</c>,
    /// <c>storage-full</c> or <c>data-in-use</c>.
    /// </summary>
    public void Take()
    {
        try
        {
            PrivateFolder.Make(path);
            _lock = new FileStream(System.IO.Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            WriteProbe();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SeeSupportException(Explain(failure));
        }
    }

    /// <summary>Whether something can be written there at the moment.</summary>
    public bool IsWritable()
    {
        try
        {
            WriteProbe();
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lock?.Dispose();

    private void WriteProbe()
    {
        var probe = System.IO.Path.Combine(path, "probe");
        File.WriteAllBytes(probe, new byte[4096]);
        File.Delete(probe);
    }

    private Problem Explain(Exception failure) => failure switch
    {
        IOException io when StartFailure.IsDiskFull(io) => StartFailure.DiskFull,
        // A lock that somebody else holds comes as a plain IOException: EWOULDBLOCK on Linux and macOS, ERROR_SHARING_VIOLATION on Windows.
        IOException { HResult: var code } when (code & 0xFFFF) is 11 or 35 or 32 => new Problem(
            "data-in-use", $"Another SeeSupport is running on the data folder '{path}'. Stop it, or choose another folder with --data (SeeSupport:Data)."),
        _ => new Problem(
            "data-not-writable",
            $"SeeSupport cannot write in the data folder '{path}'. Give its user the right to write there, or choose another folder with --data (SeeSupport:Data)."),
    };
}
