using System.Globalization;
using SeeSupport.Failure;

// Hurts silos, fronts and database under load, and counts what was acknowledged and is not there.
//   dotnet run --project tests/Failure -p:Grid=Orleans -- reliability [--rounds 4] [--every 30] [--sessions 20] [--silos 2] [--fronts 2]
var usage = $"One of: {string.Join(", ", Recipes.All.Select(each => each.Name))}. [--rounds 4] [--every 30] [--sessions 20] [--silos 2] [--fronts 2]";
var options = new Dictionary<string, int> { ["--rounds"] = 4, ["--every"] = 30, ["--sessions"] = 20, ["--silos"] = 2, ["--fronts"] = 2 };
if (args is not [var name, .. var rest] || Recipes.All.FirstOrDefault(each => each.Name == name) is not { } recipe)
    return Refuse(usage);
for (var i = 0; i < rest.Length; i += 2)
{
    if (i + 1 == rest.Length || !options.ContainsKey(rest[i]) || !int.TryParse(rest[i + 1], CultureInfo.InvariantCulture, out var value) || value <= 0)
        return Refuse($"'{rest[i]}' is not understood. {usage}");
    options[rest[i]] = value;
}

if (!AppContext.BaseDirectory.Contains("/orleans/", StringComparison.Ordinal))
    return Refuse("An embedded grid has no silos to hurt. Build this with -p:Grid=Orleans.");

Console.Error.WriteLine($"{recipe.Name}: {recipe.Does}; {options["--rounds"]} rounds, {options["--every"]} s apart, {options["--sessions"]} sessions");
await using var field = await Field.Prepare(options["--silos"], options["--fronts"], recipe);
var talks = Enumerable.Range(0, options["--sessions"]).Select(number => new Talk(field, number)).ToArray();
foreach (var talk in talks)
    await talk.Begin();
await using var picture = await Picture.Start(field);
using var over = new CancellationTokenSource();
var writing = talks.Select(talk => talk.Write(over.Token)).ToArray();
for (var round = 0; round < options["--rounds"]; round++)
{
    await Task.Delay(TimeSpan.FromSeconds(options["--every"]));
    await recipe.Round(field);
}

await Task.Delay(TimeSpan.FromSeconds(options["--every"]));
await over.CancelAsync();
await Task.WhenAll(writing);

var (gaps, stillLost) = (await picture.LongestGaps(), await picture.StillLost());
var lost = new List<string>();
foreach (var talk in talks)
    lost.AddRange(await talk.Lost());
var (longest, failed, reconnects) = (talks.Max(talk => talk.Longest), talks.Sum(talk => talk.Failed), talks.Max(talk => talk.Reconnects));
Console.WriteLine($"acknowledged lines             {talks.Sum(talk => talk.Acknowledged)}");
Console.WriteLine($"of them lost or doubled        {lost.Count}{(lost.Count == 0 ? "" : ": " + string.Join(", ", lost.Take(10)))}");
Console.WriteLine($"tries that failed              {failed}{(recipe.MayFail ? "" : " (none may)")}");
Console.WriteLine($"longest wait of a line         {longest.TotalSeconds:0.0} s (at most {recipe.MostWait.TotalSeconds:0} s)");
Console.WriteLine($"a page connected anew          {reconnects} times{(recipe.MostReconnects < int.MaxValue ? $" (at most {recipe.MostReconnects} each round)" : "")}");
Console.WriteLine($"longest stop of the picture    {gaps.Picture.TotalMilliseconds:0} ms; of a bare pair beside it {gaps.Bare.TotalMilliseconds:0} ms (at most {Picture.MostGap.TotalMilliseconds:0} ms more)");
Console.WriteLine($"both browsers are connected    {(stillLost is null ? "yes" : $"no: {stillLost}")}");
foreach (var talk in talks)
    await talk.DisposeAsync();
return lost.Count == 0 && longest <= recipe.MostWait && (failed == 0 || recipe.MayFail) && reconnects <= (long)recipe.MostReconnects * options["--rounds"]
    && gaps.Picture <= gaps.Bare + Picture.MostGap && stillLost is null ? 0 : 1;

static int Refuse(string sentence)
{
    Console.Error.WriteLine(sentence);
    return 2;
}
