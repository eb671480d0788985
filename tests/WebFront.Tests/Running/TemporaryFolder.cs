namespace SeeSupport.WebFront.Running;

/// <summary>A folder that goes with its test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    /// <summary>Its whole path.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("front-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
