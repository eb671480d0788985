using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SeeSupport.Records.Schema;
using SeeSupport.Records.Tests.Databases;

namespace SeeSupport.Records.Tests.Schema;

public sealed class SchemaTests(PostgreSqlCluster cluster)
{
    private static readonly SchemaScript First = new(1, "0001_First", "CREATE TABLE first (id integer); INSERT INTO first VALUES (1);");
    private static readonly SchemaScript Second = new(2, "0002_Second", "INSERT INTO first VALUES (2); CREATE TABLE second (id integer);");

    [Theory, OnEachDatabase]
    public async Task ScriptsMakeWhatTheModelExpects(Provider provider)
    {
        await using var scripted = await Installation.Make(provider, cluster);
        scripted.Process().GetRequiredService<RecordsDatabase>().Prepare();
        await using var modelled = await Installation.Make(provider, cluster);
        await using (var connection = await modelled.Connect())
        {
            var options = new DbContextOptionsBuilder<RecordsContext>();
            await using var context = new RecordsContext(
                (provider == Provider.Sqlite ? options.UseSqlite(connection) : options.UseNpgsql(connection)).Options);
            Assert.True(await context.Database.EnsureCreatedAsync() || provider == Provider.PostgreSql);
        }

        var expected = await Catalog.Read(modelled);
        Assert.Contains(expected, line => line.StartsWith("sessions.started_at ", StringComparison.Ordinal));
        Assert.Contains(expected, line => line.Contains("accounts_normalized_username", StringComparison.Ordinal));
        Assert.Equal(expected, await Catalog.Read(scripted));
    }

    [Fact]
    public void BothDatabasesHaveTheSameSteps_WithoutGaps()
    {
        var sqlite = SchemaScript.For("Sqlite");

        Assert.NotEmpty(sqlite);
        Assert.Equal(Enumerable.Range(1, sqlite.Count), sqlite.Select(script => script.Number));
        Assert.Equal(sqlite.Select(script => script.Name), SchemaScript.For("PostgreSql").Select(script => script.Name));
    }

    [Theory, OnEachDatabase]
    public async Task AppliesEachStepOnce(Provider provider)
    {
        await using var installation = await Installation.Make(provider, cluster);

        await Upgrade(installation, First);
        await Upgrade(installation, First);
        await Upgrade(installation, First, Second);
        await Upgrade(installation, First, Second);

        Assert.Equal(2, await installation.Scalar<int>("SELECT count(*) FROM first"));
        Assert.Equal("0002_Second", await installation.Scalar<string>("SELECT name FROM schema_versions WHERE version = 2"));
        Assert.Equal(2, await installation.Scalar<int>("SELECT count(*) FROM schema_versions"));
    }

    [Theory, OnEachDatabase]
    public async Task AppliesNothing_WhenOneStepCannotBeApplied(Provider provider)
    {
        await using var installation = await Installation.Make(provider, cluster);
        await Upgrade(installation, First);

        await Assert.ThrowsAnyAsync<DbException>(
            () => Upgrade(installation, First, Second, new SchemaScript(3, "0003_Broken", "CREATE TABLE third (id integer); INSERT INTO nowhere VALUES (1);")));

        Assert.Equal(1, await installation.Scalar<int>("SELECT count(*) FROM first"));
        Assert.Equal(1, await installation.Scalar<int>("SELECT max(version) FROM schema_versions"));
        await Upgrade(installation, First, Second);
        Assert.Equal(2, await installation.Scalar<int>("SELECT count(*) FROM first"));
    }

    [Theory, OnEachDatabase]
    public async Task AppliesEachStepOnce_WhenManyStartAtOnce(Provider provider)
    {
        await using var installation = await Installation.Make(provider, cluster);
        var databases = Enumerable.Range(0, 8).Select(_ => installation.Process().GetRequiredService<RecordsDatabase>()).ToList();
        using var together = new Barrier(databases.Count);

        await Task.WhenAll(databases.Select(database => Task.Factory.StartNew(
            () =>
            {
                together.SignalAndWait();
                database.Prepare();
            },
            TaskCreationOptions.LongRunning)));

        Assert.Equal(SchemaScript.For(provider.ToString()).Count, await installation.Scalar<int>("SELECT count(*) FROM schema_versions"));
    }

    [Theory, OnEachDatabase]
    public async Task Refuses_WhenANewerProgramWasHere(Provider provider)
    {
        await using var installation = await Installation.Make(provider, cluster);
        installation.Process().GetRequiredService<RecordsDatabase>().Prepare();
        await installation.Execute("INSERT INTO schema_versions VALUES (999, '0999_Future', 'then', '9.9.9')");

        var refusal = Assert.Throws<SeeSupportException>(() => installation.Process().GetRequiredService<RecordsDatabase>().Prepare());

        Assert.Equal("schema-newer", refusal.Problem.Code);
        Assert.Contains("999", refusal.Problem.Sentence, StringComparison.Ordinal);
    }

    private static async Task Upgrade(Installation installation, params SchemaScript[] scripts)
    {
        await using var connection = await installation.Connect();
        new SchemaUpgrade(scripts, installation.Provider == Provider.PostgreSql, TimeProvider.System).Apply(connection);
    }
}
