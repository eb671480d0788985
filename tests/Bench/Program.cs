using System.Diagnostics;
using SeeSupport.Bench.Floor;
using SeeSupport.Bench.Grains;
using SeeSupport.Bench.Measures;
using SeeSupport.Bench.Report;

// Measures the product beside its floor and prints the table: all of it, or what --only names (separated by commas).
IMeasure[] measures =
[
    new RelayTime(), new RelayRate(), new SessionRate(), new Crowd(), new GridCalls(), new FirstFrame(), new PointerToMark(), new SnapshotTime(), new MarksMemory(),
    new PageWeight(), new StartTime(), new TextRate(),
];

switch (args)
{
    case ["floor"]:
        await FloorServer.Run();
        return 0;
    case ["grid"]:
        await GridCaller.Run();
        return 0;
    case [] or ["--only", _]:
        break;
    default:
        Console.Error.WriteLine($"Usage: dotnet run -c Release --project tests/Bench [-- --only {string.Join(',', measures.Select(measure => measure.Name))}]");
        return 2;
}

var only = args.Length == 0 ? null : args[1].Split(',');
var lines = new List<Line>();
foreach (var measure in measures.Where(measure => only?.Contains(measure.Name) != false))
{
    var start = Stopwatch.GetTimestamp();
    IReadOnlyList<Line> measured;
    try
    {
        measured = await measure.Run();
    }
    catch (Exception failure)
    {
        Console.Error.WriteLine(failure);
        measured = [new(measure.Name, "", "could not be measured", "", Met: false)];
    }

    lines.AddRange(measured);
    foreach (var line in measured)
        Console.Error.WriteLine(Table.Row(line));
    Console.Error.WriteLine($"({measure.Name}: {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s)");
}

Console.WriteLine(Table.Of(lines, TimeProvider.System.GetLocalNow()));
return lines.All(line => line.Met) ? 0 : 1;
