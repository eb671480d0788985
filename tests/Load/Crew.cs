using System.Diagnostics;
using SeeSupport.Load.Report;
using SeeSupport.Load.Target;

namespace SeeSupport.Load;

/// <summary>The processes that make the load, each with its share: a process may hold some 20,000 connections.</summary>
internal sealed class Crew : IAsyncDisposable
{
    private readonly Process[] _parts;

    private Crew(Process[] parts)
    {
        _parts = parts;
        Processes = [.. parts.Select(part => new Watched("load", part.Id))];
    }

    /// <summary>What they use themselves.</summary>
    public IReadOnlyList<Watched> Processes { get; }

    /// <summary>Starts them.</summary>
    public static Crew Start(LoadOptions options, ITarget target) => new([.. Enumerable.Range(0, options.Parts).Select(_ => Process.Start(new ProcessStartInfo(
        Environment.ProcessPath!,
        ["--part", "--at", string.Join(',', target.Addresses), .. target.Accounts is { } accounts ? new[] { "--accounts", accounts } : ["--floor"]])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!)]);

    /// <summary>Has all do the same, and adds up what came of it.</summary>
    public Task<Tally> Do(string command) => DoEach(_ => command);

    /// <summary>Has each do its own, and adds up what came of it.</summary>
    public async Task<Tally> DoEach(Func<int, string> command)
    {
        var reports = await Task.WhenAll(_parts.Select(async (part, number) =>
        {
            await part.StandardInput.WriteLineAsync(command(number));
            return await part.StandardOutput.ReadLineAsync();
        }));
        var tally = new Tally();
        foreach (var report in reports)
        {
            if (report is null)
                tally.Failed("a process that made load ended early");
            else
                tally.Add(Tally.Read(report), but: "");
        }

        return tally;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var part in _parts)
        {
            part.StandardInput.Close();
            await part.WaitForExitAsync();
            part.Dispose();
        }
    }
}
