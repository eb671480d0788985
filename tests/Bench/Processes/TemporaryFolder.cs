namespace SeeSupport.Bench.Processes;

/// <summary>A folder that goes with its owner.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    /// <summary>Where it is.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("seesupport-bench-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
