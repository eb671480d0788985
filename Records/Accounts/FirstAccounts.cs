using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace SeeSupport.Records.Accounts;

/// <summary>An account made at the first start, with the one chance to read its password.</summary>
/// <param name="Title">What it is for, as people read it.</param>
/// <param name="Username">What is typed to sign in.</param>
/// <param name="Password">The password; only its hash is kept.</param>
public sealed record FirstAccount(string Title, string Username, string Password);

/// <summary>
/// Where there are no accounts, makes an agent's and an administrator's. It does so once the process serves, and just before its
/// host calls itself started: a first start that fails, for example on a port in use, must not use up passwords nobody has read.
/// </summary>
public sealed class FirstAccounts(
    RecordsDatabase database,
    IPasswordHasher<Account> hasher,
    ILookupNormalizer normalizer,
    TimeProvider time) : IHostedLifecycleService
{
    /// <summary>What this process made; empty where accounts existed.</summary>
    public IReadOnlyList<FirstAccount> Made { get; private set; } = [];

    /// <summary>Makes them unless there are any.</summary>
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        if (await database.Use(context => context.Accounts.AnyAsync(cancellationToken), cancellationToken))
        {
            return;
        }

        FirstAccount[] made =
        [
            new("Restricted Agent", "agent", PasswordRule.Generate()),
            new("Administrator", "admin", PasswordRule.Generate()),
        ];
        Account[] accounts = [Account(made[0], "Agent", Roles.RestrictedAgent), Account(made[1], "Administrator", Roles.Administrator)];
        Made = await database.UseAlone<IReadOnlyList<FirstAccount>>(
            DatabaseLock.FirstAccounts,
            async context =>
            {
                if (await context.Accounts.AnyAsync(cancellationToken))
                {
                    return [];
                }

                context.Accounts.AddRange(accounts);
                await context.SaveChangesAsync(cancellationToken);
                return made;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private Account Account(FirstAccount first, string displayName, string role)
    {
        var account = new Account
        {
            Username = first.Username,
            NormalizedUsername = normalizer.NormalizeName(first.Username),
            DisplayName = displayName,
            Role = role,
            SecurityStamp = Guid.NewGuid().ToString("N"),
            CreatedAt = time.GetUtcNow(),
        };
        account.PasswordHash = hasher.HashPassword(account, first.Password);
        return account;
    }
}
