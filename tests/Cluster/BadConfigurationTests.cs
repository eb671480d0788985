using System.Net;
using System.Net.Sockets;
using SeeSupport.Installations;

namespace SeeSupport.Cluster;

/// <summary>What keeps silos and fronts from starting is told in one sentence, with a code and what to do.</summary>
public sealed class BadConfigurationTests(Database database, Prepared prepared) : IClassFixture<Prepared>
{
    [Fact]
    public async Task SchemaIsMadeOnce_HoweverOftenItIsAskedFor()
    {
        Assert.Contains("The grid's tables are of schema 1.", await prepared.Installation.Schema());
        Assert.Contains("The records' tables are up to date.", await prepared.Installation.Schema());
    }

    [Theory]
    [InlineData("SeeSupport:Grid:ConnectionString", "Host=127.0.0.1;Port=1;Database=x;Username=x;Password=hidden", "grid-unreachable")]
    [InlineData("SeeSupport:Grid:ConnectionString", "nonsense", "configuration-broken")]
    [InlineData("SeeSupport:Grid:ClusterId", "another", "grid-of-another-cluster")]
    [InlineData("SeeSupport:Grid:SiloPort", "30001", "configuration-broken")]
    [InlineData("SeeSupport:Grid:SiloPort", "many", "configuration-broken")]
    [InlineData("SeeSupport:Grid:Address", "here", "configuration-broken")]
    [InlineData("SeeSupport:Grid:ShedAtCpu", "101", "configuration-broken")]
    [InlineData("SeeSupport:Records:MostConnections", "0", "configuration-broken")]
    [InlineData("SeeSupport:Keys:Certificate", "/nowhere.pem", "configuration-broken")]
    public async Task SiloNamesTheKey_WhenAValueIsWrong(string key, string value, string code)
    {
        KeyValuePair<string, string?>[] wrong = [new("SeeSupport:Grid:GatewayPort", "30001"), new(key, value)];
        var told = await Fails(prepared.Installation.LaunchSilo(wrong));
        Assert.StartsWith($"SeeSupport cannot start ({code}): ", told);
        Assert.Contains(key, told);
        Assert.DoesNotContain("hidden", told);
    }

    [Fact]
    public async Task SiloAndFrontNameTheCommand_WhenTheTablesAreMissing()
    {
        await using var installation = await Installation.Make(database.Server);
        installation.Settings["SeeSupport:Grid:ConnectionString"] = await database.Server.NewDatabase();
        foreach (var process in (ServerProcess[])[installation.LaunchSilo(), installation.LaunchFront(FarAway.FreePort.Next())])
        {
            var told = await Fails(process);
            Assert.Contains("grid-schema-missing", told);
            Assert.Contains("dotnet SeeSupport.Silo.dll schema", told);
        }
    }

    [Fact]
    public async Task SiloNamesTheCommand_WhenTheTablesAreOlder()
    {
        await using var installation = await Installation.Make(database.Server);
        await using (var connection = new Npgsql.NpgsqlConnection(installation.Database))
        {
            await connection.OpenAsync();
            await using var command = new Npgsql.NpgsqlCommand("DELETE FROM grid_schema_versions; INSERT INTO grid_schema_versions VALUES (0, 'older', '', '')", connection);
            await command.ExecuteNonQueryAsync();
        }

        Assert.Contains("dotnet SeeSupport.Silo.dll schema", await Fails(installation.LaunchSilo()));
    }

    [Fact]
    public async Task SiloNamesThePort_WhenItIsInUse()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = $"{((IPEndPoint)other.LocalEndpoint).Port}";
        var told = await Fails(prepared.Installation.LaunchSilo(new KeyValuePair<string, string?>("SeeSupport:Grid:GatewayPort", port)));
        Assert.Contains("port-in-use", told);
        Assert.Contains(port, told);
        Assert.Contains("SeeSupport:Grid:GatewayPort", told);
    }

    [Theory]
    [InlineData("SeeSupport:Grid:ConnectionString", "Host=127.0.0.1;Port=1;Database=x;Username=x;Password=hidden", "grid-unreachable")]
    [InlineData("SeeSupport:Grid:ClusterId", "another", "grid-of-another-cluster")]
    [InlineData("SeeSupport:Grid:Silo", "Elsewhere", "configuration-broken")]
    public async Task FrontNamesTheKey_WhenAValueIsWrong(string key, string value, string code)
    {
        var told = await Fails(prepared.Installation.LaunchFront(FarAway.FreePort.Next(), new KeyValuePair<string, string?>(key, value)));
        Assert.StartsWith($"SeeSupport cannot start ({code}): ", told);
        Assert.Contains(key, told);
        Assert.DoesNotContain("hidden", told);
    }

    [Fact]
    public async Task FrontNamesTheCluster_WhenNoSiloAnswers()
    {
        var told = await Fails(prepared.Installation.LaunchFront(FarAway.FreePort.Next(), new KeyValuePair<string, string?>("SeeSupport:Grid:WaitForSilo", "00:00:01")));
        Assert.Contains("grid-without-silo", told);
    }

    private static async Task<string> Fails(ServerProcess process)
    {
        Assert.Equal(1, await process.Ends());
        var told = Assert.Single(process.Errors);
        Assert.StartsWith("SeeSupport cannot start (", told);
        Assert.Empty(process.Output);
        return told;
    }
}
