namespace SeeSupport.Grid.Tests;

/// <summary>The embedded grid, with everything durable in one folder.</summary>
internal static class GridUnderTest
{
    public static void Configure(ISiloBuilder silo, string folder) => silo
        .AddSqliteGrainStorageAsDefault(options => options.File = Path.Combine(folder, "grid.db"))
        .UseSqliteReminderService();
}
