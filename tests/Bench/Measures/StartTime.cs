using SeeSupport.Bench.Processes;
using SeeSupport.Bench.Report;

namespace SeeSupport.Bench.Measures;

/// <summary>How long the product's process takes until it says that it is ready.</summary>
internal sealed class StartTime : IMeasure
{
    private const double AimSeconds = 1.5;
    private const int Rounds = 5;

    public string Name => "start";

    public async Task<IReadOnlyList<Line>> Run()
    {
        var (first, again) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            using var folder = new TemporaryFolder();
            first.Add(await TimeToReady(folder));
            again.Add(await TimeToReady(folder));
        }

        return
        [
            Row("process start to ready", again),
            Row("the same on an empty folder (schema, keys, two accounts)", first),
        ];
    }

    private static Line Row(string what, List<double> seconds) =>
        new(what, $"≤ {AimSeconds:0.0} s", $"{seconds.Median():0.00} s", "", seconds.Median() <= AimSeconds);

    private static async Task<double> TimeToReady(TemporaryFolder folder)
    {
        await using var product = await Product.Start(folder);
        return product.TimeToReady.TotalSeconds;
    }
}
