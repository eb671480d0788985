using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using SeeSupport.Records.Accounts;
using SeeSupport.Records.Tests.Databases;

namespace SeeSupport.Records.Tests.Accounts;

/// <summary>One process of an installation with accounts, a clock of its own, and quick hashing.</summary>
internal sealed class Office : IDisposable
{
    public const string Password = "Correct1horse";

    private readonly IServiceScope scope;

    public Office(Installation installation, Clock? clock = null)
    {
        Clock = clock ?? new();
        Services = installation.Process(services => services
            .AddSingleton<TimeProvider>(Clock)
            .AddAccounts(new Microsoft.Extensions.Configuration.ConfigurationBuilder().Build()).Services
            .AddSingleton<IPasswordHasher<Account>>(Hasher));
        scope = Services.CreateScope();
    }

    public Clock Clock { get; }

    public CountingHasher Hasher { get; } = new();

    public IServiceProvider Services { get; }

    public AccountBook Book => scope.ServiceProvider.GetRequiredService<AccountBook>();

    public PasswordCheck Passwords => Services.GetRequiredService<PasswordCheck>();

    public UserManager<Account> Users => scope.ServiceProvider.GetRequiredService<UserManager<Account>>();

    public Task<Account> Ana(string role = Roles.RestrictedAgent) => Book.Create("Ana", "Ana Silva", role, Password);

    public Task<Account> SignIn(string username = "ana", string password = Password) => Passwords.SignIn(username, password, default);

    /// <summary>The code of the answer to a wrong password.</summary>
    public async Task<string> Miss(string username = "ana") =>
        (await Assert.ThrowsAsync<SeeSupportException>(() => SignIn(username, "Wrong1horse"))).Problem.Code;

    public void Dispose() => scope.Dispose();
}
