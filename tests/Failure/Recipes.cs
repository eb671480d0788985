namespace SeeSupport.Failure;

/// <summary>What is done to the field while people talk, and for how long a line may wait because of it.</summary>
internal sealed record Recipe(string Name, string Does, TimeSpan MostWait, int MostFailed, Func<Field, TimeSpan, int, Task> Run);

/// <summary>All recipes.</summary>
internal static class Recipes
{
    public static readonly Recipe[] All =
    [
        new("reliability", "kills a silo without a word each round, and starts another", TimeSpan.FromSeconds(20), int.MaxValue, Reliability),
        new("rolling", "starts a silo and stops the oldest one gracefully each round", TimeSpan.FromSeconds(5), 0, Rolling),
        new("front", "kills a front each round, and starts it again", TimeSpan.FromSeconds(20), int.MaxValue, Front),
        new("database-restart", "ends PostgreSQL at once each round, and starts it again", TimeSpan.FromSeconds(30), int.MaxValue, DatabaseRestart),
        new("database-freeze", "lets PostgreSQL stand still for 20 s each round", TimeSpan.FromSeconds(45), int.MaxValue, DatabaseFreeze),
    ];

    private static async Task Reliability(Field field, TimeSpan every, int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            await Task.Delay(every);
            var silo = field.Silos[0];
            field.Silos.RemoveAt(0);
            await silo.Kill();
            await field.StartSilo();
        }

        await Task.Delay(every);
    }

    private static async Task Rolling(Field field, TimeSpan every, int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            await Task.Delay(every);
            await field.StartSilo();
            var silo = field.Silos[0];
            field.Silos.RemoveAt(0);
            silo.AskToStop();
            await silo.Ends();
        }

        await Task.Delay(every);
    }

    private static async Task Front(Field field, TimeSpan every, int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            await Task.Delay(every);
            var (process, address) = field.Fronts[0];
            await process.Kill();
            await field.StartFront(address.Port);
            field.Fronts.RemoveAt(0);
        }

        await Task.Delay(every);
    }

    private static async Task DatabaseRestart(Field field, TimeSpan every, int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            await Task.Delay(every);
            await field.Database.Stop();
            await field.Database.Start();
        }

        await Task.Delay(every);
    }

    private static async Task DatabaseFreeze(Field field, TimeSpan every, int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            await Task.Delay(every);
            field.Freeze(true);
            await Task.Delay(TimeSpan.FromSeconds(20));
            field.Freeze(false);
        }

        await Task.Delay(every);
    }
}
