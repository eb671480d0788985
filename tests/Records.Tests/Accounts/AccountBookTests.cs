using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using SeeSupport.Records.Accounts;
using SeeSupport.Records.Tests.Databases;

namespace SeeSupport.Records.Tests.Accounts;

public sealed class AccountBookTests(PostgreSqlCluster cluster)
{
    [Theory, OnEachDatabase]
    public async Task FindsAnAccountAsItWasMade_WhateverTheCase(Provider provider)
    {
        await using var installation = await Installation.Make(provider, cluster);
        using var office = new Office(installation);

        var made = await office.Book.Create(" Ana ", " Ana Silva ", Roles.Supervisor, Office.Password);

        using var another = new Office(installation);
        var found = await another.Users.FindByNameAsync("aNA");
        Assert.Equivalent(made, found, strict: true);
        Assert.Equivalent(made, await another.Users.FindByIdAsync(made.Id), strict: true);
        Assert.Equal(
            ("Ana", "Ana Silva", Roles.Supervisor, false, office.Clock.Now),
            (found!.Username, found.DisplayName, found.Role, found.Disabled, found.CreatedAt));
        Assert.DoesNotContain(Office.Password, found.PasswordHash, StringComparison.Ordinal);
    }

    [Theory, OnEachDatabase]
    public async Task ListsAccountsByUsername(Provider provider)
    {
        await using var installation = await Installation.Make(provider, cluster);
        using var office = new Office(installation);
        foreach (var username in (string[])["carl", "Ana", "bea"])
        {
            await office.Book.Create(username, null, Roles.Agent, Office.Password);
        }

        Assert.Equal(["Ana", "bea", "carl"], (await office.Book.List(default)).Select(account => account.DisplayName));
    }

    [Theory]
    [InlineData("", "Ana", Roles.Agent, Office.Password, "username-malformed")]
    [InlineData("ana silva", "Ana", Roles.Agent, Office.Password, "username-malformed")]
    [InlineData("anaé", "Ana", Roles.Agent, Office.Password, "username-malformed")]
    [InlineData("a234567890123456789012345678901234567890123456789012345678901234x", "Ana", Roles.Agent, Office.Password, "username-malformed")]
    [InlineData("ana", "An\na", Roles.Agent, Office.Password, "name-malformed")]
    [InlineData("ana", "Ana", "boss", Office.Password, "role-unknown")]
    [InlineData("ana", "Ana", Roles.Agent, "weak", "password-weak")]
    [InlineData("CARL", "Carl", Roles.Agent, Office.Password, "username-taken")]
    public async Task MakesNothing_WhenTheInputIsWrong(string username, string name, string role, string password, string code)
    {
        await using var installation = await Installation.Make(Provider.Sqlite, cluster);
        using var office = new Office(installation);
        await office.Book.Create("carl", null, Roles.Agent, Office.Password);

        var refusal = await Assert.ThrowsAsync<SeeSupportException>(() => office.Book.Create(username, name, role, password));

        Assert.Equal(code, refusal.Problem.Code);
        Assert.Single(await office.Book.List(default));
    }

    [Theory, OnEachDatabase]
    public async Task MakesOneAccount_WhenManyAskForTheSameNameAtOnce(Provider provider)
    {
        await using var installation = await Installation.Make(provider, cluster);
        var offices = Enumerable.Range(0, 8).Select(_ => new Office(installation)).ToList();

        var made = await Task.WhenAll(offices.Select((office, number) => Task.Run(async () =>
        {
            try
            {
                await office.Book.Create(number % 2 == 0 ? "ana" : "ANA", null, Roles.Agent, Office.Password);
                return "made";
            }
            catch (SeeSupportException refusal)
            {
                return refusal.Problem.Code;
            }
        })));

        Assert.Equal(["made", .. Enumerable.Repeat("username-taken", 7)], made.Order());
        offices.ForEach(office => office.Dispose());
    }

    [Theory, OnEachDatabase]
    public async Task RefusesTheLaterOfTwoChanges_WhenBothBeganAlike(Provider provider)
    {
        await using var installation = await Installation.Make(provider, cluster);
        using var office = new Office(installation);
        await office.Ana();
        var one = (await office.Users.FindByNameAsync("ana"))!;
        var other = (await office.Users.FindByNameAsync("ana"))!;
        one.DisplayName = "First";
        other.DisplayName = "Second";

        Assert.True((await office.Users.UpdateAsync(one)).Succeeded);
        Assert.Equal("account-changed", Assert.Single((await office.Users.UpdateAsync(other)).Errors).Code);
        Assert.Equal("First", (await office.Users.FindByNameAsync("ana"))!.DisplayName);
        one.DisplayName = "Third";
        Assert.True((await office.Users.UpdateAsync(one)).Succeeded);
    }

    [Theory, OnEachDatabase]
    public async Task EndsOtherSignIns_WhenAnAccountIsDisabled(Provider provider)
    {
        await using var installation = await Installation.Make(provider, cluster);
        using var office = new Office(installation);
        var before = await office.Ana();

        await office.Book.Disable("ANA");

        var after = (await office.Users.FindByNameAsync("ana"))!;
        Assert.True(after.Disabled);
        Assert.NotEqual(before.SecurityStamp, after.SecurityStamp);
        await office.Book.Enable("ana");
        Assert.Equal(before.Id, (await office.SignIn()).Id);
    }

    [Theory, OnEachDatabase]
    public async Task ResetsAPassword_AndTheLockOut(Provider provider)
    {
        await using var installation = await Installation.Make(provider, cluster);
        using var office = new Office(installation);
        var before = await office.Ana();
        while (await office.Miss() != "account-locked")
        {
        }

        await office.Book.ResetPassword("ana", "Another1horse", default);

        var after = await office.SignIn(password: "Another1horse");
        Assert.NotEqual(before.SecurityStamp, after.SecurityStamp);
        Assert.Equal("sign-in-refused", await office.Miss());
    }

    [Theory, OnEachDatabase]
    public async Task ChangesAPassword_OnlyWithTheOldOne(Provider provider)
    {
        await using var installation = await Installation.Make(provider, cluster);
        using var office = new Office(installation);
        var before = await office.Ana();

        var wrong = await Assert.ThrowsAsync<SeeSupportException>(() => office.Book.ChangePassword("ana", "Wrong1horse", "Another1horse", default));
        var weak = await Assert.ThrowsAsync<SeeSupportException>(() => office.Book.ChangePassword("ana", Office.Password, "weak", default));
        Assert.Equal(("password-wrong", "password-weak"), (wrong.Problem.Code, weak.Problem.Code));
        Assert.Equal(before.SecurityStamp, (await office.SignIn()).SecurityStamp);

        var after = await office.Book.ChangePassword("ana", Office.Password, "Another1horse", default);

        Assert.NotEqual(before.SecurityStamp, after.SecurityStamp);
        Assert.Equal(after.SecurityStamp, (await office.SignIn(password: "Another1horse")).SecurityStamp);
        Assert.Equal("sign-in-refused", await office.Miss());
    }

    [Fact]
    public async Task SaysThatThereIsNoSuchAccount()
    {
        await using var installation = await Installation.Make(Provider.Sqlite, cluster);
        using var office = new Office(installation);

        foreach (var change in (Func<Task>[])[
            () => office.Book.Disable("ana"), () => office.Book.Enable("ana"), () => office.Book.ResetPassword("ana", Office.Password, default)])
        {
            Assert.Equal("account-unknown", (await Assert.ThrowsAsync<SeeSupportException>(change)).Problem.Code);
        }
    }

    [Fact]
    public async Task HashesSlowly_InTheProduct()
    {
        await using var installation = await Installation.Make(Provider.Sqlite, cluster);
        var process = installation.Process(services => services.AddAccounts(new Microsoft.Extensions.Configuration.ConfigurationBuilder().Build()));
        using var scope = process.CreateScope();

        var made = await scope.ServiceProvider.GetRequiredService<AccountBook>().Create("ana", null, Roles.Agent, Office.Password);

        // Identity's format 3: marker, pseudo-random function, then the rounds, big-endian.
        var hash = Convert.FromBase64String(made.PasswordHash!);
        Assert.Equal(1, hash[0]);
        Assert.True(System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(5)) >= 210_000);
        Assert.IsType<PasswordHasher<Account>>(scope.ServiceProvider.GetRequiredService<IPasswordHasher<Account>>());
    }
}
