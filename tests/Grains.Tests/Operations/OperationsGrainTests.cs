using System.Collections.Immutable;
using SeeSupport.Hosting;

namespace SeeSupport.Operations;

public sealed class OperationsGrainTests
{
    [Fact]
    public async Task WhoAsksForWhatIsNewerMissesNobody_WhoseClockIsBehind()
    {
        await using var grid = await TestGrid.StartAsync();
        var operations = grid.Grains.GetGrain<IOperationsGrain>(IOperationsGrain.Key);
        await operations.Report(Of("ahead", grid.Clock.GetUtcNow().AddMinutes(1)));
        var newest = (await operations.Read(DateTimeOffset.MinValue)).Single().At;
        await operations.Report(Of("behind", grid.Clock.GetUtcNow().AddMinutes(-1)));
        await operations.Report(Of("behind", grid.Clock.GetUtcNow().AddMinutes(-1)));
        Assert.Equal(["behind", "behind"], (await operations.Read(newest)).Select(each => each.ProcessId));
        Assert.Equal(grid.Clock.GetUtcNow(), newest);
    }

    private static ProcessFigures Of(string process, DateTimeOffset at) => new() { ProcessId = process, Name = process, At = at, Figures = ImmutableDictionary<string, double>.Empty };
}
