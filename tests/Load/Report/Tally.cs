using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace SeeSupport.Load.Report;

/// <summary>What was done, how long each step took, and what went wrong why.</summary>
internal sealed class Tally
{
    /// <summary>The step that a signal makes from one page to the other.</summary>
    public const string Signal = "signal, hub to hub";

    /// <summary>Steps by name.</summary>
    public ConcurrentDictionary<string, Latencies> Steps { get; init; } = new();

    /// <summary>Failures by step and cause.</summary>
    public ConcurrentDictionary<string, long> Failures { get; init; } = new();

    /// <summary>Sessions that came to their end, or were live.</summary>
    public long Sessions { get; set; }

    /// <summary>Those of them that were begun just now.</summary>
    public long Begun { get; set; }

    /// <summary>Seconds that it took.</summary>
    public double Seconds { get; set; }

    /// <summary>Reads what a part has written.</summary>
    public static Tally Read(string json) => JsonSerializer.Deserialize<Tally>(json)!;

    /// <summary>What the process that started this one reads; counting begins again.</summary>
    public string Take()
    {
        var text = JsonSerializer.Serialize(this);
        Steps.Clear();
        Failures.Clear();
        (Sessions, Begun, Seconds) = (0, 0, 0);
        return text;
    }

    /// <summary>Does one step and counts it.</summary>
    public async Task<T> Step<T>(string name, Func<Task<T>> work)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            var answer = await work();
            Took(name, Stopwatch.GetElapsedTime(start));
            return answer;
        }
        catch (Exception failure) when (failure is not StepFailedException)
        {
            throw new StepFailedException($"{name}: {Cause.Of(failure)}", failure);
        }
    }

    /// <summary>Counts a step that was measured elsewhere.</summary>
    public void Took(string name, TimeSpan time) => Steps.GetOrAdd(name, _ => new()).Add(time);

    /// <summary>Counts a failure.</summary>
    public void Failed(string what) => Failures.AddOrUpdate(what, 1, (_, count) => count + 1);

    /// <summary>Adds others, without one of their steps.</summary>
    public void Add(Tally other, string but)
    {
        foreach (var (name, latencies) in other.Steps.Where(step => step.Key != but))
            Steps.GetOrAdd(name, _ => new()).Add(latencies);
        foreach (var (what, count) in other.Failures)
            Failures.AddOrUpdate(what, count, (_, before) => before + count);
        Sessions += other.Sessions;
        Begun += other.Begun;
        Seconds = Math.Max(Seconds, other.Seconds);
    }

    /// <summary>Prints steps and failures for people.</summary>
    public void Print(TextWriter output)
    {
        output.WriteLine("| step | count | median | 95 % | 99 % | longest |");
        output.WriteLine("|---|---:|---:|---:|---:|---:|");
        foreach (var (name, took) in Steps.OrderBy(step => step.Key, StringComparer.Ordinal))
            output.WriteLine($"| {name} | {took.Count:#,0} | {took.Quantile(0.5):0.0} ms | {took.Quantile(0.95):0.0} ms | {took.Quantile(0.99):0.0} ms | {took.Longest:0.0} ms |");
        output.WriteLine();
        output.WriteLine(Failures.IsEmpty ? "Nothing failed." : "Failures:");
        foreach (var (what, count) in Failures.OrderByDescending(failure => failure.Value))
            output.WriteLine($"  {count:#,0} × {what}");
    }
}
