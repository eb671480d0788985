using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace SeeSupport.Records.Accounts;

/// <summary>Keeps accounts where Identity looks for them.</summary>
internal sealed class AccountStore(RecordsDatabase database) : IUserPasswordStore<Account>, IUserSecurityStampStore<Account>
{
    // https://sqlite.org/rescode.html#constraint_unique
    private const int SqliteUnique = 2067;

    public Task<Account?> FindByIdAsync(string userId, CancellationToken cancellationToken) => database.Use(
        context => context.Accounts.SingleOrDefaultAsync(account => account.Id == userId, cancellationToken),
        cancellationToken);

    public Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => database.Use(
        context => context.Accounts.SingleOrDefaultAsync(account => account.NormalizedUsername == normalizedUserName, cancellationToken),
        cancellationToken);

    public Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken) => database.Use(
        context =>
        {
            context.Accounts.Add(user);
            return Save(context, user, cancellationToken);
        },
        cancellationToken);

    public Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken) => database.Use(
        context =>
        {
            context.Accounts.Update(user);
            var stamp = context.Entry(user).Property(account => account.ConcurrencyStamp);
            stamp.OriginalValue = user.ConcurrencyStamp;
            stamp.CurrentValue = Guid.NewGuid().ToString("N");
            return Save(context, user, cancellationToken);
        },
        cancellationToken);

    public Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Sessions name their agent for ever: accounts are disabled, not deleted.");

    public Task<string> GetUserIdAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.Id);

    public Task<string?> GetUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Username);

    public Task SetUserNameAsync(Account user, string? userName, CancellationToken cancellationToken)
    {
        user.Username = userName ?? "";
        return Task.CompletedTask;
    }

    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.NormalizedUsername);

    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken cancellationToken)
    {
        user.NormalizedUsername = normalizedName ?? "";
        return Task.CompletedTask;
    }

    public Task<string?> GetPasswordHashAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash);

    public Task<bool> HasPasswordAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash is not null);

    public Task SetPasswordHashAsync(Account user, string? passwordHash, CancellationToken cancellationToken)
    {
        user.PasswordHash = passwordHash;
        return Task.CompletedTask;
    }

    public Task<string?> GetSecurityStampAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.SecurityStamp);

    public Task SetSecurityStampAsync(Account user, string stamp, CancellationToken cancellationToken)
    {
        user.SecurityStamp = stamp;
        return Task.CompletedTask;
    }

    public void Dispose()
    {
    }

    private static async Task<IdentityResult> Save(RecordsContext context, Account account, CancellationToken cancellation)
    {
        try
        {
            await context.SaveChangesAsync(cancellation);
            return IdentityResult.Success;
        }
        catch (DbUpdateConcurrencyException)
        {
            return Failed(new Problem("account-changed", $"Somebody else changed the account '{account.Username}' just now. Try again."));
        }
        catch (DbUpdateException failure) when (failure.InnerException
            is SqliteException { SqliteExtendedErrorCode: SqliteUnique } or PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return Failed(AccountRule.Taken(account.Username));
        }
    }

    private static IdentityResult Failed(Problem problem) =>
        IdentityResult.Failed(new IdentityError { Code = problem.Code, Description = problem.Sentence });
}
