using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace SeeSupport.Records.Accounts;

/// <summary>Makes, changes and lists accounts. What cannot be done is a <see cref="SeeSupportException"/>, and then nothing has changed.</summary>
public sealed class AccountBook(RecordsDatabase database, UserManager<Account> users, PasswordCheck passwords, TimeProvider time)
{
    /// <summary>
    /// Makes an account. Refused: <c>username-malformed</c>, <c>username-taken</c>, <c>name-malformed</c>, <c>role-unknown</c>,
    /// <c>password-weak</c>, <c>password-too-long</c>.
    /// </summary>
    /// <param name="username">What will be typed to sign in.</param>
    /// <param name="displayName">The name people read; null for the username.</param>
    /// <param name="role">One of <see cref="Roles"/>.</param>
    /// <param name="password">The first password.</param>
    public async Task<Account> Create(string username, string? displayName, string role, string password)
    {
        var name = username.Trim();
        var account = new Account
        {
            Username = name,
            DisplayName = string.IsNullOrWhiteSpace(displayName) ? name : displayName.Trim(),
            Role = role,
            CreatedAt = time.GetUtcNow(),
        };
        Demand(await users.CreateAsync(account, password));
        return account;
    }

    /// <summary>Refuses further sign-ins and ends those that exist. Refused: <c>account-unknown</c>.</summary>
    public Task Disable(string username) => SetDisabled(username, true);

    /// <summary>Allows signing in again. Refused: <c>account-unknown</c>.</summary>
    public Task Enable(string username) => SetDisabled(username, false);

    /// <summary>Sets another password, ends every sign-in and any lock-out. Refused: <c>account-unknown</c>, <c>password-weak</c>, <c>password-too-long</c>.</summary>
    public async Task ResetPassword(string username, string password, CancellationToken cancellation)
    {
        var account = await Find(username);
        await SetPassword(account, password);
        await passwords.Forgive(account, cancellation);
    }

    /// <summary>
    /// Its owner, who has to know the old password, changes it; every other sign-in ends. Gives the account as it now is. Refused:
    /// <c>password-wrong</c>, <c>account-locked</c> (wrong ones count as tries to sign in), <c>password-weak</c>, <c>password-too-long</c>.
    /// </summary>
    public async Task<Account> ChangePassword(string username, string oldPassword, string newPassword, CancellationToken cancellation)
    {
        Account account;
        try
        {
            account = await passwords.SignIn(username, oldPassword, cancellation);
        }
        catch (SeeSupportException refusal) when (refusal.Problem.Code == "sign-in-refused")
        {
            throw new SeeSupportException("password-wrong", "The old password is not right. Type the one you sign in with.");
        }

        await SetPassword(account, newPassword);
        return account;
    }

    /// <summary>All accounts, by username.</summary>
    public Task<IReadOnlyList<Account>> List(CancellationToken cancellation) => database.Use<IReadOnlyList<Account>>(
        async context => await context.Accounts.OrderBy(account => account.NormalizedUsername).ToListAsync(cancellation),
        cancellation);

    /// <summary>The security stamps by which sign-ins of these accounts are still good; disabled and unknown ones have none.</summary>
    public Task<IReadOnlyDictionary<string, string>> Stamps(IReadOnlyList<string> accountIds, CancellationToken cancellation) =>
        database.Use<IReadOnlyDictionary<string, string>>(
            async context => await context.Accounts
                .Where(account => accountIds.Contains(account.Id) && !account.Disabled)
                .ToDictionaryAsync(account => account.Id, account => account.SecurityStamp, cancellation),
            cancellation);

    private async Task SetDisabled(string username, bool disabled)
    {
        var account = await Find(username);
        account.Disabled = disabled;
        Demand(await users.UpdateSecurityStampAsync(account));
    }

    private async Task SetPassword(Account account, string password)
    {
        if (PasswordRule.Check(password) is { } problem)
        {
            throw new SeeSupportException(problem);
        }

        account.PasswordHash = users.PasswordHasher.HashPassword(account, password);
        Demand(await users.UpdateSecurityStampAsync(account));
    }

    private async Task<Account> Find(string username) =>
        await users.FindByNameAsync(username.Trim())
        ?? throw new SeeSupportException("account-unknown", $"There is no account '{username.Trim()}'. Check the username.");

    private static void Demand(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            var problem = result.Errors.First();
            throw new SeeSupportException(problem.Code, problem.Description);
        }
    }
}
