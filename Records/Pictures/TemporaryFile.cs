namespace SeeSupport.Records.Pictures;

/// <summary>A file for as long as it is open.</summary>
internal static class TemporaryFile
{
    /// <summary>A new one, to be written and read by this process alone.</summary>
    public static FileStream New()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), options);
    }
}
