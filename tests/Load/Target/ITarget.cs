using SeeSupport.Bench.Processes;
using SeeSupport.Load.Report;

namespace SeeSupport.Load.Target;

/// <summary>What is loaded.</summary>
internal interface ITarget : IAsyncDisposable
{
    /// <summary>Where browsers come to.</summary>
    IReadOnlyList<Uri> Addresses { get; }

    /// <summary>A file with a line "username password" for each agent; null for a bare hub, which asks nobody who they are.</summary>
    string? Accounts { get; }

    /// <summary>Its processes.</summary>
    IReadOnlyList<Watched> Processes { get; }

    /// <summary>Its database, where it has a server for that.</summary>
    IDatabase? Database { get; }

    /// <summary>Memory that its .NET processes hold for themselves, bytes, after all garbage is gone.</summary>
    async Task<long> PrivateBytes()
    {
        long bytes = 0;
        foreach (var process in Processes.Where(process => process.IsDotNet))
            bytes += await PrivateMemory.Of(process.Id);
        return bytes;
    }

    /// <summary>Processor time of all its processes since they started.</summary>
    TimeSpan Cpu => new(Processes.Sum(process => process.Cpu.Ticks));
}
