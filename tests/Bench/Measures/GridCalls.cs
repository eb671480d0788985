using System.Globalization;
using System.Reflection;
using SeeSupport.Bench.Grains;
using SeeSupport.Bench.Processes;
using SeeSupport.Bench.Report;

namespace SeeSupport.Bench.Measures;

/// <summary>How many calls of a trivial grain one core makes, one after the other.</summary>
internal sealed class GridCalls : IMeasure
{
    private const int Aim = 500_000;

    public string Name => "grid";

    public async Task<IReadOnlyList<Line>> Run()
    {
        await using var caller = await ServerProcess.Start(
            "dotnet", [Assembly.GetExecutingAssembly().Location, "grid"], GridCaller.Ready,
            new Dictionary<string, string> { ["DOTNET_PROCESSOR_COUNT"] = "1" });
        var rate = long.Parse(caller.ReadyText, CultureInfo.InvariantCulture);
        return [new("grid calls per second on one core, one after the other", $"≥ {Aim:#,0}", $"{rate:#,0}", "", rate >= Aim)];
    }
}
