using System.Diagnostics;
using SeeSupport.Load.Report;
using SeeSupport.Load.Target;

namespace SeeSupport.Load;

/// <summary>The two kinds of load.</summary>
internal static class Runs
{
    /// <summary>Signals each second over all sessions when they are at rest: enough to tell how long one takes.</summary>
    private const double SignalsAtRest = 10;

    /// <summary>Sessions begun each second: three requests each, and a front lets in a thousand.</summary>
    private const double MostBegun = 300;

    private static readonly TimeSpan s_settle = TimeSpan.FromSeconds(3);

    /// <summary>Sessions that come at a set rate and each live their whole life.</summary>
    public static async Task<Tally> AtRate(Crew crew, LoadOptions options)
    {
        var tally = await crew.Do($"rate {options.Rate / options.Parts:R} {options.For.TotalSeconds:R}");
        Console.WriteLine($"{tally.Sessions:#,0} whole sessions in {tally.Seconds:0} s: {tally.Sessions / tally.Seconds:0.0} each second, {options.Rate:0.0} asked for");
        Console.WriteLine();
        return tally;
    }

    /// <summary>Sessions that are all live at once, more with each step; prints what each step costs.</summary>
    public static async Task<Tally> Live(Crew crew, ITarget target, LoadOptions options)
    {
        var whole = new Tally();
        var (first, firstBytes) = (0, 0L);
        Console.WriteLine($"| sessions live | begun each second | memory of one | cores at rest | signal at rest: median, 99 % | cores at {options.Signals:#,0} signals/s | signal then: median, 99 % |{(target.Database is null ? "" : " database, transactions/s: begin, rest, signals |")}");
        Console.WriteLine($"|---:|---:|---:|---:|---:|---:|---:|{(target.Database is null ? "" : "---:|")}");
        foreach (var count in options.Live)
        {
            var (begun, beginning) = await Spent(target, () => crew.DoEach(part => $"grow {Share(count, options.Parts, part)} {MostBegun / options.Parts:R}"));
            // What it took to begin them all says nothing of a signal among those who are there.
            whole.Add(begun, but: Tally.Signal);
            await Task.Delay(s_settle);
            var bytes = await target.PrivateBytes();
            var memory = first == 0 ? "" : $"{(bytes - firstBytes) / 1000.0 / (count - first):0.0} KB";
            if (first == 0)
                (first, firstBytes) = (count, bytes);
            var (rest, atRest) = await Spent(target, () => crew.Do($"signal {SignalsAtRest / options.Parts:R} {options.For.TotalSeconds:R}"));
            var (busy, atWork) = await Spent(target, () => crew.Do($"signal {options.Signals / options.Parts:R} {options.For.TotalSeconds:R}"));
            whole.Add(rest, but: Tally.Signal);
            whole.Add(busy, but: Tally.Signal);
            Console.WriteLine(
                $"| {begun.Sessions:#,0} | {begun.Begun / begun.Seconds:0} | {memory} | {atRest.Cores:0.00} | {Times(rest)} | {atWork.Cores:0.00} | {Times(busy)} |"
                + (target.Database is null ? "" : $" {beginning.Transactions:0}, {atRest.Transactions:0}, {atWork.Transactions:0} |"));
        }

        if (options.Drop)
        {
            var (back, spent) = await Spent(target, () => crew.Do("drop"));
            whole.Add(back, but: "");
            Console.WriteLine();
            Console.WriteLine($"All {2 * options.Live[^1]:#,0} connections were cut at once; the last was back after {back.Steps.Values.Max(each => each.Longest) / 1000:0.0} s, {spent.Cores:0.00} cores.");
            if (target.Database is not null)
                Console.WriteLine($"The database meanwhile: {spent.Transactions:0} transactions a second, {spent.MostTransactions:0} in the busiest second, at most {spent.MostActive} connections at work at once.");
            if (spent.Written is { } written)
                Console.WriteLine($"Written to disk meanwhile: {written / 1e6:0.0} MB.");
        }

        Console.WriteLine();
        return whole;
    }

    private static int Share(int count, int parts, int part) => (count / parts) + (part < count % parts ? 1 : 0);

    private static string Times(Tally tally) =>
        tally.Steps.TryGetValue(Tally.Signal, out var took) ? $"{took.Quantile(0.5):0.0} ms, {took.Quantile(0.99):0.0} ms" : "none";

    private static async Task<(Tally Done, Spent Spent)> Spent(ITarget target, Func<Task<Tally>> work)
    {
        var (cpu, written, start) = (target.Cpu, Disk.Written, Stopwatch.GetTimestamp());
        await using var watching = target.Database?.Watch();
        var done = await work();
        var span = Stopwatch.GetElapsedTime(start);
        var load = watching is null ? default : await watching.End();
        return (done, new((target.Cpu - cpu) / span, Disk.Written - written, load.PerSecond, load.Most, load.MostActive));
    }
}

/// <summary>What a stretch of load took.</summary>
/// <param name="Cores">Cores that the product kept busy.</param>
/// <param name="Written">Bytes that the disk took; null where that is not counted.</param>
/// <param name="Transactions">Transactions of the database each second.</param>
/// <param name="MostTransactions">Those of its busiest second.</param>
/// <param name="MostActive">The most connections of the database that were at work at once.</param>
internal sealed record Spent(double Cores, long? Written, double Transactions, double MostTransactions, int MostActive);
