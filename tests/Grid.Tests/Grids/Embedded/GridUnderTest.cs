namespace SeeSupport.Grid.Tests;

/// <summary>The embedded grid, with everything durable in one folder.</summary>
internal static class GridUnderTest
{
    /// <summary>How many timers the grid itself holds for each reminder: one clock serves all.</summary>
    public const int TimersOfReminder = 0;

    /// <summary>Why a death inside the test's own process cannot be played; null where it can.</summary>
    public static string? NoDeaths => null;

    public static void Configure(ISiloBuilder silo, string folder) => silo
        .AddSqliteGrainStorageAsDefault(options => options.File = Path.Combine(folder, "grid.db"))
        .UseSqliteReminderService();

    /// <summary>Whether grains are being let go, because the process was asked to stop: nobody can call one any more.</summary>
    public static async Task<bool> IsStopping(IServiceProvider services, Func<Task> call) => await Record.ExceptionAsync(call) is not null;
}
