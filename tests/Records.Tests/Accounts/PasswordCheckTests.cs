using SeeSupport.Records.Accounts;
using SeeSupport.Records.Tests.Databases;

namespace SeeSupport.Records.Tests.Accounts;

public sealed class PasswordCheckTests(PostgreSqlCluster cluster)
{
    [Theory, OnEachDatabase]
    public async Task LetsIn_WithTheRightPassword(Provider provider)
    {
        await using var installation = await Installation.Make(provider, cluster);
        using var office = new Office(installation);
        var ana = await office.Ana();

        Assert.Equal(ana.Id, (await office.SignIn(" ANA ")).Id);
    }

    [Theory]
    [InlineData("ana", "correct1horse")]
    [InlineData("nobody", Office.Password)]
    [InlineData("", "")]
    [InlineData("a\0\uD800", "\0\uD800")]
    [InlineData("' OR 1=1 --", Office.Password)]
    public async Task GivesOneAnswer_ToAWrongPasswordAndAWrongName(string username, string password)
    {
        foreach (var provider in Enum.GetValues<Provider>())
        {
            await using var installation = await Installation.Make(provider, cluster);
            using var office = new Office(installation);
            await office.Ana();

            var refusal = await Assert.ThrowsAsync<SeeSupportException>(() => office.SignIn(username, password));

            Assert.Equal(
                new Problem("sign-in-refused", "The username or password is not right. Check both and try again."),
                refusal.Problem);
            Assert.Equal(1, office.Hasher.Looked);
        }
    }

    [Fact]
    public async Task RefusesUnboundedInput_WithoutLookingAtIt()
    {
        await using var installation = await Installation.Make(Provider.Sqlite, cluster);
        using var office = new Office(installation);
        var endless = new string('A', 1_000_000);

        await Assert.ThrowsAsync<SeeSupportException>(() => office.SignIn(endless));
        await Assert.ThrowsAsync<SeeSupportException>(() => office.SignIn(password: endless));

        Assert.Equal(0, office.Hasher.Looked);
    }

    [Theory, OnEachDatabase]
    public async Task LocksOutForFifteenMinutes_AfterFiveWrongTries(Provider provider)
    {
        await using var installation = await Installation.Make(provider, cluster);
        using var office = new Office(installation);
        await office.Ana();

        for (var tries = 1; tries <= 4; tries++)
        {
            Assert.Equal("sign-in-refused", await office.Miss("Ana"));
        }

        Assert.Equal("account-locked", await office.Miss("aNA"));
        office.Clock.Now += TimeSpan.FromMinutes(14) - TimeSpan.FromSeconds(1);
        var locked = await Assert.ThrowsAsync<SeeSupportException>(() => office.SignIn());
        Assert.Equal(new Problem("account-locked", "Too many wrong tries. Wait 2 minutes, then try again."), locked.Problem);
        Assert.Equal(5, office.Hasher.Looked);

        office.Clock.Now += TimeSpan.FromSeconds(61);
        await office.SignIn();
    }

    [Theory, OnEachDatabase]
    public async Task BeginsToCountAnew_AfterTheRightPasswordOrALockOut(Provider provider)
    {
        await using var installation = await Installation.Make(provider, cluster);
        using var office = new Office(installation);
        await office.Ana();

        for (var round = 0; round < 3; round++)
        {
            for (var tries = 1; tries <= 4; tries++)
            {
                Assert.Equal("sign-in-refused", await office.Miss());
            }

            await office.SignIn();
        }

        for (var round = 0; round < 2; round++)
        {
            for (var tries = 1; tries <= 4; tries++)
            {
                Assert.Equal("sign-in-refused", await office.Miss());
            }

            Assert.Equal("account-locked", await office.Miss());
            office.Clock.Now += TimeSpan.FromMinutes(15);
        }
    }

    [Theory, OnEachDatabase]
    public async Task LocksOutANameThatNobodyHas_JustTheSame(Provider provider)
    {
        await using var installation = await Installation.Make(provider, cluster);
        using var office = new Office(installation);
        await office.Ana();

        for (var tries = 1; tries <= 7; tries++)
        {
            Assert.Equal(await office.Miss("ana"), await office.Miss("nobody"));
        }

        Assert.Equal("account-locked", await office.Miss("nobody"));
        Assert.Equal(10, office.Hasher.Looked);
    }

    [Theory, OnEachDatabase]
    public async Task LooksAtNoMoreThanFivePasswords_WhenManyComeAtOnceToTwoProcesses(Provider provider)
    {
        await using var installation = await Installation.Make(provider, cluster);
        Office[] offices = [new(installation), new(installation)];
        await offices[0].Ana();

        await Task.WhenAll(Enumerable.Range(0, 40).Select(number => Task.Run(() => offices[number % 2].Miss())));

        Assert.Equal(5, offices.Sum(office => office.Hasher.Looked));
        Assert.Equal("account-locked", await offices[0].Miss());
        Array.ForEach(offices, office => office.Dispose());
    }

    [Fact]
    public async Task RemembersALockOut_OverARestart()
    {
        await using var installation = await Installation.Make(Provider.Sqlite, cluster);
        using (var office = new Office(installation))
        {
            await office.Ana();
            while (await office.Miss() != "account-locked")
            {
            }
        }

        using var restarted = new Office(installation);
        Assert.Equal("account-locked", (await Assert.ThrowsAsync<SeeSupportException>(() => restarted.SignIn())).Problem.Code);
    }

    [Theory, OnEachDatabase]
    public async Task KeepsNoTries_ThatCountNoMore(Provider provider)
    {
        await using var installation = await Installation.Make(provider, cluster);
        using var office = new Office(installation);
        for (var number = 0; number < 20; number++)
        {
            await office.Miss($"nobody{number}");
        }

        office.Clock.Now += TimeSpan.FromMinutes(15);
        await office.Miss("somebody");

        Assert.Equal(1, await installation.Scalar<int>("SELECT count(*) FROM sign_in_tries"));
    }

    [Fact]
    public async Task TellsThatAnAccountIsDisabledOrForPrograms_OnlyWithTheRightPassword()
    {
        await using var installation = await Installation.Make(Provider.Sqlite, cluster);
        using var office = new Office(installation);
        await office.Ana();
        await office.Book.Disable("ana");
        await office.Book.Create("crm", null, Roles.Api, Office.Password);

        Assert.Equal("sign-in-refused", await office.Miss("ana"));
        Assert.Equal("sign-in-refused", await office.Miss("crm"));
        Assert.Equal("account-disabled", (await Assert.ThrowsAsync<SeeSupportException>(() => office.SignIn("ana"))).Problem.Code);
        Assert.Equal("account-for-programs", (await Assert.ThrowsAsync<SeeSupportException>(() => office.SignIn("crm"))).Problem.Code);
    }
}
