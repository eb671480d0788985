namespace SeeSupport.Grid.Tests.State;

/// <summary>A process that writes and writes, and says after each call what it has written, until it is killed.</summary>
internal static class DoomedProcess
{
    public const string Argument = "--doomed";
    public const string Key = "doomed";

    public static async Task<int> RunAsync(string folder)
    {
        var grid = await TestGrid.StartAsync(folder: folder);
        var grain = grid.Grains.GetGrain<IKeeper>(Key);
        for (var number = 1; ; number++)
        {
            await grain.Keep($"{number}");
            Console.WriteLine($"kept {number}");
        }
    }
}
