namespace SeeSupport.Records;

/// <summary>What an installation keeps (people's numbers, password hashes, keys) is nobody else's business on a shared machine.</summary>
public static class PrivateFolder
{
    /// <summary>Makes the folder, for its owner only, where it is missing; one that exists keeps its rights.</summary>
    public static void Make(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
