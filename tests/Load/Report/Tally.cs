using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace SeeSupport.Load.Report;

/// <summary>What was done, how long each step took, and what went wrong why.</summary>
internal sealed class Tally
{
    /// <summary>Steps by name.</summary>
    public ConcurrentDictionary<string, Latencies> Steps { get; init; } = new();

    /// <summary>Failures by step and cause.</summary>
    public ConcurrentDictionary<string, long> Failures { get; init; } = new();

    /// <summary>Sessions that came to their end, or were live.</summary>
    public long Sessions { get; set; }

    /// <summary>Seconds during which <see cref="Sessions"/> were counted.</summary>
    public double Seconds { get; set; }

    /// <summary>Reads what a part has written.</summary>
    public static Tally Read(string json) => JsonSerializer.Deserialize<Tally>(json)!;

    /// <summary>What the process that started this one reads.</summary>
    public string Write() => JsonSerializer.Serialize(this);

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

    /// <summary>Adds another process's.</summary>
    public void Add(Tally other)
    {
        foreach (var (name, latencies) in other.Steps)
            Steps.GetOrAdd(name, _ => new()).Add(latencies);
        foreach (var (what, count) in other.Failures)
            Failures.AddOrUpdate(what, count, (_, before) => before + count);
        Sessions += other.Sessions;
        Seconds = Math.Max(Seconds, other.Seconds);
    }

    /// <summary>Prints it for people.</summary>
    public void Print(TextWriter output, LoadOptions options)
    {
        output.WriteLine(options.Live > 0
            ? $"{Sessions:#,0} of {options.Live:#,0} sessions live"
            : $"{Sessions:#,0} whole sessions in {Seconds:0} s: {Sessions / Seconds:0.0} each second, {options.Rate:0.0} asked for");
        output.WriteLine();
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
