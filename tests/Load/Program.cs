using SeeSupport.Load;
using SeeSupport.Load.Target;

if (LoadOptions.Read(args) is not { } options)
{
    Console.Error.WriteLine(LoadOptions.Usage);
    return 2;
}

if (options.Part)
{
    await Part.Run(options);
    return 0;
}

await using ITarget target = options switch
{
    { At.Count: > 0 } => new RunningFronts(options),
    { Floor: true } => await BareHub.Start(),
    _ => await OwnProduct.Start(options),
};
await using var crew = Crew.Start(options, target);
var whole = options.Rate > 0 ? await Runs.AtRate(crew, options) : await Runs.Live(crew, target, options);
whole.Print(Console.Out);
Console.WriteLine();
foreach (var process in target.Processes.Concat(crew.Processes))
    Console.WriteLine(process.Line());
return whole.Failures.IsEmpty ? 0 : 1;
