using Microsoft.AspNetCore.Identity;

namespace SeeSupport.Records.Accounts;

/// <summary>What holds of an account beside its password.</summary>
internal sealed class AccountRule : IUserValidator<Account>
{
    public const int MostUsernameCharacters = 64;
    private const int MostNameCharacters = 100;
    private const string UsernamePunctuation = "-._@+";

    public async Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user)
    {
        var sameName = await manager.FindByNameAsync(user.Username);
        var problem = Check(user) ?? (sameName is not null && sameName.Id != user.Id ? Taken(user.Username) : null);
        return problem is null
            ? IdentityResult.Success
            : IdentityResult.Failed(new IdentityError { Code = problem.Code, Description = problem.Sentence });
    }

    public static Problem Taken(string username) => new("username-taken", $"There is an account '{username}' already. Choose another username.");

    private static Problem? Check(Account account)
    {
        if (account.Username.Length is 0 or > MostUsernameCharacters
            || !account.Username.All(character => char.IsAsciiLetterOrDigit(character) || UsernamePunctuation.Contains(character)))
        {
            return new(
                "username-malformed",
                $"A username has 1 to {MostUsernameCharacters} letters from a to z, digits, or {string.Join(' ', UsernamePunctuation.AsEnumerable())}.");
        }

        if (string.IsNullOrWhiteSpace(account.DisplayName) || account.DisplayName.Length > MostNameCharacters || account.DisplayName.Any(char.IsControl))
        {
            return new("name-malformed", $"A name has 1 to {MostNameCharacters} characters on one line.");
        }

        return Roles.All.Contains(account.Role)
            ? null
            : new("role-unknown", $"There is no role '{account.Role}'. Choose one of: {string.Join(", ", Roles.All)}.");
    }
}
