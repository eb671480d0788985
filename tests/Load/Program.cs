using System.Diagnostics;
using SeeSupport.Load;
using SeeSupport.Load.Report;
using SeeSupport.Load.Target;

if (LoadOptions.Read(args) is not { } options)
{
    Console.Error.WriteLine(LoadOptions.Usage);
    return 2;
}

if (options.Part)
{
    var fronts = await Fronts.SignIn(options.At, options.Accounts!);
    Console.WriteLine((options.Live > 0 ? await Runs.Held(fronts, options) : await Runs.AtRate(fronts, options)).Write());
    // Its figures are read before it goes.
    Console.ReadLine();
    return 0;
}

await using var own = options.At.Count == 0 ? await OwnProduct.Start() : null;
var watched = options.Watch.Select(id => new Watched("watched", id)).ToList();
if (own is not null)
    watched.Add(new("product", own.Id));

var parts = Enumerable.Range(0, options.Parts).Select(part => Process.Start(new ProcessStartInfo(
    Environment.ProcessPath!, options.PartOf(options.Parts, own is null ? options.At : [own.Address], own?.Accounts ?? options.Accounts!, part))
{
    RedirectStandardInput = true,
    RedirectStandardOutput = true,
})!).ToArray();
watched.AddRange(parts.Select(part => new Watched("load", part.Id)));
var reports = await Task.WhenAll(parts.Select(part => part.StandardOutput.ReadLineAsync()));
var tally = new Tally();
foreach (var report in reports)
    tally.Add(report is null ? Lost() : Tally.Read(report));
tally.Print(Console.Out, options);
Console.WriteLine();
foreach (var process in watched)
    Console.WriteLine(process.Line());
foreach (var part in parts)
{
    part.StandardInput.Close();
    await part.WaitForExitAsync();
}

return tally.Failures.IsEmpty ? 0 : 1;

static Tally Lost()
{
    var tally = new Tally();
    tally.Failed("a process that made load ended early");
    return tally;
}
