using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;

namespace SeeSupport.Records.Accounts;

/// <summary>What a password has to have: 8 or more characters with upper case, lower case and a digit.</summary>
public sealed class PasswordRule : IPasswordValidator<Account>
{
    /// <summary>Nobody types more; hashing more only costs.</summary>
    internal const int MostCharacters = 256;

    private const int FewestCharacters = 8;
    private const int GeneratedCharacters = 16;

    // Without the ones that look alike.
    private const string GeneratedFrom = "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    /// <summary>What the password lacks (<c>password-weak</c>) or has too much of (<c>password-too-long</c>); null when it will do.</summary>
    public static Problem? Check(string password)
    {
        if (password.Length > MostCharacters)
        {
            return new("password-too-long", $"The password is too long. Use at most {MostCharacters} characters.");
        }

        string[] missing =
        [
            .. password.Length < FewestCharacters ? [$"{FewestCharacters} or more characters"] : (string[])[],
            .. password.Any(char.IsUpper) ? [] : (string[])["an upper-case letter"],
            .. password.Any(char.IsLower) ? [] : (string[])["a lower-case letter"],
            .. password.Any(char.IsDigit) ? [] : (string[])["a digit"],
        ];
        return missing switch
        {
            [] => null,
            [var one] => Weak(one),
            [.. var some, var last] => Weak($"{string.Join(", ", some)} and {last}"),
        };

        static Problem Weak(string what) => new("password-weak", $"The password needs {what}.");
    }

    /// <summary>A password that satisfies the rule and can be read off a screen; 93 bits.</summary>
    public static string Generate()
    {
        string password;
        do
        {
            password = RandomNumberGenerator.GetString(GeneratedFrom, GeneratedCharacters);
        }
        while (Check(password) is not null);

        return password;
    }

    /// <inheritdoc/>
    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password) => Task.FromResult(
        Check(password ?? "") is { } problem
            ? IdentityResult.Failed(new IdentityError { Code = problem.Code, Description = problem.Sentence })
            : IdentityResult.Success);
}
