using System.Collections.Immutable;

namespace SeeSupport.Operations;

/// <inheritdoc cref="IOperationsGrain"/>
/// <remarks>
/// What died with its silo is told anew by the next reports; the charts begin again. Machines' clocks differ, so a report's time is when it
/// came: who asks for what is newer than the newest it has misses nothing then.
/// </remarks>
internal sealed class OperationsGrain(TimeProvider time) : Grain, IOperationsGrain
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(15);

    /// <summary>Fifteen minutes of fifty processes; of more there is less past.</summary>
    private const int Most = 180 * 50;

    private readonly Queue<ProcessFigures> _reports = new();
    private DateTimeOffset _latest;

    public Task Report(ProcessFigures figures)
    {
        var now = time.GetUtcNow();
        _latest = now > _latest ? now : _latest.AddTicks(1);
        _reports.Enqueue(figures with { At = _latest });
        while (_reports.TryPeek(out var oldest) && (_reports.Count > Most || oldest.At < now - Kept))
            _reports.Dequeue();
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<ProcessFigures>> Read(DateTimeOffset after) =>
        Task.FromResult(_reports.Where(each => each.At > after).ToImmutableArray());
}
