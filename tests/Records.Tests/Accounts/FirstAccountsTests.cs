using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SeeSupport.Records.Accounts;
using SeeSupport.Records.Tests.Databases;

namespace SeeSupport.Records.Tests.Accounts;

public sealed class FirstAccountsTests(PostgreSqlCluster cluster)
{
    [Theory, OnEachDatabase]
    public async Task MakesAnAgentAndAnAdministrator_WhoCanSignIn(Provider provider)
    {
        await using var installation = await Installation.Make(provider, cluster);
        using var office = new Office(installation);

        var made = await Start(office);

        Assert.Equal([("Restricted Agent", "agent"), ("Administrator", "admin")], made.Select(first => (first.Title, first.Username)));
        Assert.All(made, first => Assert.Null(PasswordRule.Check(first.Password)));
        Assert.Equal(Roles.RestrictedAgent, (await office.SignIn("agent", made[0].Password)).Role);
        Assert.Equal(Roles.Administrator, (await office.SignIn("admin", made[1].Password)).Role);
        Assert.Equal(2, (await office.Book.List(default)).Count);
    }

    [Theory, OnEachDatabase]
    public async Task MakesTwoAccounts_WhenManyProcessesStartAtOnce(Provider provider)
    {
        await using var installation = await Installation.Make(provider, cluster);
        var offices = Enumerable.Range(0, 6).Select(_ => new Office(installation)).ToList();

        var made = await Task.WhenAll(offices.Select(office => Task.Run(() => Start(office))));

        Assert.Equal(2, (await offices[0].Book.List(default)).Count);
        var first = Assert.Single(made, accounts => accounts.Count > 0);
        await offices[0].SignIn("agent", first[0].Password);
        offices.ForEach(office => office.Dispose());
    }

    [Fact]
    public async Task MakesNone_WhenThereIsAnAccount()
    {
        await using var installation = await Installation.Make(Provider.Sqlite, cluster);
        using var office = new Office(installation);
        await office.Ana();

        Assert.Empty(await Start(office));
        Assert.Single(await office.Book.List(default));
    }

    [Fact]
    public async Task MakesNone_WhenTheProcessCannotStart()
    {
        await using var installation = await Installation.Make(Provider.Sqlite, cluster);
        using var office = new Office(installation);
        var host = new HostApplicationBuilder();
        host.Services.AddSingleton<IHostedService>(ActivatorUtilities.CreateInstance<FirstAccounts>(office.Services));
        host.Services.AddHostedService<PortInUse>();

        await Assert.ThrowsAsync<IOException>(() => host.Build().StartAsync());

        Assert.Empty(await office.Book.List(default));
    }

    private static async Task<IReadOnlyList<FirstAccount>> Start(Office office)
    {
        var first = ActivatorUtilities.CreateInstance<FirstAccounts>(office.Services);
        await first.StartedAsync(default);
        return first.Made;
    }

    private sealed class PortInUse : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => throw new IOException("The address is in use.");

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
