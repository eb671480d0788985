using System.Runtime.InteropServices;

namespace SeeSupport.Records.Pictures;

/// <summary>
/// A file's new name is in its folder, and survives a power cut only once that is on the disk, too (fsync(2)). .NET opens no folders, so
/// this asks the C library; where it has none of the kind (Windows), the file system's journal does it.
/// </summary>
internal static class FolderSync
{
    private const int ReadOnly = 0;

    /// <summary>Brings a folder's list of files to the disk. Throws <see cref="IOException"/> when the disk does not take it.</summary>
    public static void Sync(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        var descriptor = OpenFile(folder, ReadOnly);
        if (descriptor < 0)
            throw new IOException($"The folder cannot be opened ({Marshal.GetLastPInvokeError()}).");
        try
        {
            if (SyncFile(descriptor) != 0)
                throw new IOException($"The folder cannot be synced ({Marshal.GetLastPInvokeError()}).");
        }
        finally
        {
            _ = CloseFile(descriptor);
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int OpenFile([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int SyncFile(int descriptor);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    private static extern int CloseFile(int descriptor);
}
