using System.Data.Common;
using Microsoft.AspNetCore.Identity;
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
    private Task<(FirstAccount[] Made, Account[] Accounts)>? prepared;

    /// <summary>What this process made; empty where accounts existed.</summary>
    public IReadOnlyList<FirstAccount> Made { get; private set; } = [];

    /// <summary>Hashing is slow on purpose: where nothing was ever kept it begins at once, beside all else that a first start does.</summary>
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        if (database.IsMissing)
        {
            prepared = Prepare();
        }

        return Task.CompletedTask;
    }

    /// <summary>Makes them unless there are any.</summary>
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        if (await database.UseBare(AnyAccount))
        {
            return;
        }

        var (made, accounts) = await (prepared ?? Prepare());
        Made = await database.UseBareAlone<IReadOnlyList<FirstAccount>>(
            DatabaseLock.FirstAccounts,
            async (connection, transaction) =>
            {
                if (await AnyAccount(connection, transaction))
                {
                    return [];
                }

                foreach (var account in accounts)
                {
                    await Insert(connection, transaction, account);
                }

                return made;
            });
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<(FirstAccount[] Made, Account[] Accounts)> Prepare()
    {
        FirstAccount[] made =
        [
            new("Restricted Agent", "agent", PasswordRule.Generate()),
            new("Administrator", "admin", PasswordRule.Generate()),
        ];
        var accounts = await Task.WhenAll(
            Task.Run(() => Account(made[0], "Agent", Roles.RestrictedAgent)),
            Task.Run(() => Account(made[1], "Administrator", Roles.Administrator)));
        return (made, accounts);
    }

    private static async Task<bool> AnyAccount(DbConnection connection, DbTransaction transaction)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "SELECT count(*) FROM (SELECT 1 FROM accounts LIMIT 1) AS found";
        return (long)(await command.ExecuteScalarAsync())! > 0;
    }

    private async Task Insert(DbConnection connection, DbTransaction transaction, Account account)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = """
            INSERT INTO accounts (
                id, username, normalized_username, display_name, role, password_hash, security_stamp, concurrency_stamp, disabled, created_at)
            VALUES (@id, @username, @normalized, @name, @role, @hash, @stamp, @concurrency, @disabled, @at)
            """;
        Add("@id", account.Id);
        Add("@username", account.Username);
        Add("@normalized", account.NormalizedUsername);
        Add("@name", account.DisplayName);
        Add("@role", account.Role);
        Add("@hash", account.PasswordHash!);
        Add("@stamp", account.SecurityStamp);
        Add("@concurrency", account.ConcurrencyStamp);
        Add("@disabled", account.Disabled);
        Add("@at", database.UsesPostgreSql ? account.CreatedAt : UnixMicroseconds.Of(account.CreatedAt));
        await command.ExecuteNonQueryAsync();

        void Add(string name, object value)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }
    }

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
