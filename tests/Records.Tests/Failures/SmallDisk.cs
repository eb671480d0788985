using System.Diagnostics;

namespace SeeSupport.Records.Tests.Failures;

/// <summary>A file system of a few kilobytes, in memory; needs the right to mount.</summary>
public sealed class SmallDisk : IDisposable
{
    private SmallDisk(string folder) => Folder = folder;

    public string Folder { get; }

    /// <summary>Null where this process may not mount.</summary>
    public static SmallDisk? Mount(int kilobytes)
    {
        var folder = Directory.CreateTempSubdirectory("seesupport-disk-").FullName;
        if (Run("mount", "-t", "tmpfs", "-o", $"size={kilobytes}k", "tmpfs", folder))
        {
            return new SmallDisk(folder);
        }

        Directory.Delete(folder);
        return null;
    }

    public void BecomeReadOnly()
    {
        if (!Run("mount", "-o", "remount,ro", Folder))
        {
            throw new InvalidOperationException("The disk could not be made read-only.");
        }
    }

    public void Dispose()
    {
        // What is still open goes with the process.
        Run("umount", "--lazy", Folder);
        Directory.Delete(Folder);
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
