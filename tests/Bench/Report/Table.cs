using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace SeeSupport.Bench.Report;

/// <summary>The lines as Markdown, with where and when they came about.</summary>
internal static class Table
{
    /// <summary>A finished table.</summary>
    public static string Of(IEnumerable<Line> lines, DateTimeOffset at)
    {
        var text = new StringBuilder("| what | aim | measured | floor | met |\n|---|---|---|---|---|\n");
        foreach (var line in lines)
            text.Append(Row(line)).Append('\n');

        var gib = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1 << 30);
        text.Append(CultureInfo.InvariantCulture, $"\n{Environment.ProcessorCount} cores ({Processor()}), {gib:0} GiB, ")
            .Append(CultureInfo.InvariantCulture, $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}, {at:yyyy-MM-dd}; ")
            .Append("load generators, browsers and servers share the machine.\n");
        return text.ToString();
    }

    /// <summary>One row.</summary>
    public static string Row(Line line) =>
        $"| {line.What} | {line.Aim} | {line.Measured} | {line.Floor} | {(line.Met ? "yes" : "**no**")} |";

    private static string Processor()
    {
        const string Path = "/proc/cpuinfo";
        var name = File.Exists(Path) ? File.ReadLines(Path).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) : null;
        return name?[(name.IndexOf(':') + 2)..] ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
