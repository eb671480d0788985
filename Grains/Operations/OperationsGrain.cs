using System.Collections.Immutable;

namespace SeeSupport.Operations;

/// <inheritdoc cref="IOperationsGrain"/>
/// <remarks>What died with its silo is told anew by the next reports; the charts begin again.</remarks>
internal sealed class OperationsGrain(TimeProvider time) : Grain, IOperationsGrain
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(15);

    /// <summary>Fifteen minutes of fifty processes; of more there is less past.</summary>
    private const int Most = 180 * 50;

    private readonly Queue<ProcessFigures> _reports = new();

    public Task Report(ProcessFigures figures)
    {
        _reports.Enqueue(figures);
        while (_reports.TryPeek(out var oldest) && (_reports.Count > Most || oldest.At < time.GetUtcNow() - Kept))
            _reports.Dequeue();
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<ProcessFigures>> Read(DateTimeOffset after) =>
        Task.FromResult(_reports.Where(each => each.At > after).ToImmutableArray());
}
