namespace SeeSupport.Failure;

/// <summary>What is done to the field while people talk, and what may come of it.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Does">What it does, in words.</param>
/// <param name="MostWait">The longest that a line may wait for its acknowledgement.</param>
/// <param name="MayFail">Whether a single try may fail, to be repeated by the page.</param>
/// <param name="Round">One round of it.</param>
internal sealed record Recipe(string Name, string Does, TimeSpan MostWait, bool MayFail, Func<Field, Task> Round)
{
    /// <summary>Whether each silo's clock is a minute ahead of the one's before.</summary>
    public bool ClocksDiffer { get; init; }

    /// <summary>Whether each silo is in a network of its own.</summary>
    public bool NeedsNetworks { get; init; }

    /// <summary>How often a page may have to connect anew in a round.</summary>
    public int MostReconnects { get; init; } = int.MaxValue;
}

/// <summary>All recipes.</summary>
internal static class Recipes
{
    private static readonly TimeSpan Spell = TimeSpan.FromSeconds(20);

    public static readonly Recipe[] All =
    [
        new("reliability", "kills a silo without a word, and starts another", TimeSpan.FromSeconds(20), MayFail: true, KillSilo),
        new("rolling", "starts a silo and stops the oldest one gracefully", TimeSpan.FromSeconds(5), MayFail: false, ReplaceSilo) { MostReconnects = 0 },
        new("rolling-fronts", "stops a front gracefully, and starts it again", TimeSpan.FromSeconds(5), MayFail: false, ReplaceFront) { MostReconnects = 1 },
        new("front", "kills a front, and starts it again", TimeSpan.FromSeconds(20), MayFail: true, KillFront),
        new("database-restart", "ends PostgreSQL at once, and starts it again", TimeSpan.FromSeconds(30), MayFail: true, RestartDatabase),
        new("database-freeze", "lets PostgreSQL stand still for 20 s", TimeSpan.FromSeconds(45), MayFail: true, FreezeDatabase),
        new("database-slow", "lets each exchange with PostgreSQL take 100 ms longer for 20 s", TimeSpan.FromSeconds(20), MayFail: true, SlowDatabase),
        new("network-cut", "drops everything between silos for 20 s", TimeSpan.FromSeconds(45), MayFail: true, CutNetwork) { NeedsNetworks = true },
        new("clocks", "kills a silo while clocks are a minute apart, and starts another", TimeSpan.FromSeconds(20), MayFail: true, KillSilo) { ClocksDiffer = true },
    ];

    private static async Task KillSilo(Field field)
    {
        var (silo, ahead) = field.Silos[0];
        field.Silos.RemoveAt(0);
        await silo.Kill();
        await field.StartSilo(ahead);
    }

    private static async Task ReplaceSilo(Field field)
    {
        await field.StartSilo();
        var (silo, _) = field.Silos[0];
        field.Silos.RemoveAt(0);
        silo.AskToStop();
        await silo.Ends();
    }

    private static async Task KillFront(Field field)
    {
        var (front, address) = field.Fronts[0];
        await front.Kill();
        await field.StartFront(address.Port);
        field.ForgetFront();
    }

    private static async Task ReplaceFront(Field field)
    {
        var (front, address) = field.Fronts[0];
        field.ForgetFront();
        front.AskToStop();
        await front.Ends();
        await field.StartFront(address.Port);
    }

    private static async Task RestartDatabase(Field field)
    {
        await field.Database.Stop();
        await field.Database.Start();
    }

    private static async Task FreezeDatabase(Field field)
    {
        field.Freeze(true);
        await Task.Delay(Spell);
        field.Freeze(false);
    }

    private static async Task SlowDatabase(Field field)
    {
        field.Line.Delay = TimeSpan.FromMilliseconds(50);
        await Task.Delay(Spell);
        field.Line.Delay = TimeSpan.Zero;
    }

    private static async Task CutNetwork(Field field)
    {
        field.Cut(true);
        try
        {
            await Task.Delay(Spell);
        }
        finally
        {
            field.Cut(false);
        }

        // One that was voted out meanwhile has ended, and is started again as supervisors do.
        foreach (var ended in field.Silos.Where(silo => silo.Process.IsOver).ToArray())
        {
            field.Silos.Remove(ended);
            await field.StartSilo();
        }
    }
}
