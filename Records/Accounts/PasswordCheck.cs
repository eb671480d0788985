using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace SeeSupport.Records.Accounts;

/// <summary>
/// Tells whether a name and a password belong together, and locks a name out after wrong tries. A name nobody has takes the same
/// steps, the same time and the same answers as one with a wrong password.
/// </summary>
public sealed class PasswordCheck : IDisposable
{
    private const int MostWaiting = 100;

    private static readonly Problem Refused = new("sign-in-refused", "The username or password is not right. Check both and try again.");
    private static readonly Problem Disabled = new("account-disabled", "This account is switched off. Ask your administrator.");
    private static readonly Problem ForPrograms = new("account-for-programs", "This account is for programs. Sign in with an account of your own.");
    private static readonly Problem TooMany = new("too-many-sign-ins", "Very many people are signing in. Try again in a minute.");

    private readonly RecordsDatabase database;
    private readonly IPasswordHasher<Account> hasher;
    private readonly ILookupNormalizer normalizer;
    private readonly TimeProvider time;
    private readonly AccountsOptions options;
    private readonly Lazy<Account> nobody;

    // Hashing is slow on purpose: sessions must not wait for a crowd, or an attacker, at the door.
    private readonly ConcurrencyLimiter hashing = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = Math.Max(1, Environment.ProcessorCount / 2),
        QueueLimit = MostWaiting,
    });

    /// <summary>Reaches nothing yet.</summary>
    public PasswordCheck(
        RecordsDatabase database,
        IPasswordHasher<Account> hasher,
        ILookupNormalizer normalizer,
        TimeProvider time,
        IOptions<AccountsOptions> options)
    {
        this.database = database;
        this.hasher = hasher;
        this.normalizer = normalizer;
        this.time = time;
        this.options = options.Value;
        nobody = new(Nobody);
    }

    /// <summary>
    /// The account of a person who may sign in. Refused: <c>sign-in-refused</c>, <c>account-locked</c>, and only after the right
    /// password <c>account-disabled</c> and <c>account-for-programs</c>; <c>too-many-sign-ins</c>.
    /// </summary>
    public async Task<Account> SignIn(string username, string password, CancellationToken cancellation)
    {
        var account = await Check(username, password, cancellation);
        return account switch
        {
            { Disabled: true } => throw new SeeSupportException(Disabled),
            { Role: Roles.Api } => throw new SeeSupportException(ForPrograms),
            _ => account,
        };
    }

    /// <summary>The account with this name and password. Refused: <c>sign-in-refused</c>, <c>account-locked</c>, <c>too-many-sign-ins</c>.</summary>
    internal async Task<Account> Check(string username, string password, CancellationToken cancellation)
    {
        var name = StorableText.Of(username.Trim());
        if (name.Length > AccountRule.MostUsernameCharacters || password.Length > PasswordRule.MostCharacters)
        {
            throw new SeeSupportException(Refused);
        }

        var normalized = normalizer.NormalizeName(name);
        var lockedUntil = await CountTry(normalized, cancellation);
        var account = await database.Use(
            context => context.Accounts.SingleOrDefaultAsync(known => known.NormalizedUsername == normalized, cancellation),
            cancellation);
        if (await IsRight(account, password, cancellation))
        {
            await Forgive(account!, cancellation);
            return account!;
        }

        await Sweep(cancellation);
        throw new SeeSupportException(lockedUntil is { } until ? Locked(until) : Refused);
    }

    /// <summary>Forgets wrong tries and lifts a lock-out.</summary>
    internal Task Forgive(Account account, CancellationToken cancellation)
    {
        var hash = HashOf(account.NormalizedUsername);
        return database.Use(context => context.SignInTries.Where(tries => tries.NameHash == hash).ExecuteDeleteAsync(cancellation), cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => hashing.Dispose();

    /// <summary>Counts the try as wrong; tells until when the name is locked should it prove so. Throws when it is locked already.</summary>
    private Task<DateTimeOffset?> CountTry(string normalizedName, CancellationToken cancellation)
    {
        var hash = HashOf(normalizedName);
        return database.UseAlone(
            DatabaseLock.Of(hash),
            async context =>
            {
                var now = time.GetUtcNow();
                var tries = await context.SignInTries.AsTracking().SingleOrDefaultAsync(known => known.NameHash == hash, cancellation);
                if (tries is null)
                {
                    tries = new SignInTries { NameHash = hash };
                    context.SignInTries.Add(tries);
                }
                else if (tries.IsLocked(now))
                {
                    throw new SeeSupportException(Locked(tries.LockedUntil!.Value));
                }

                tries.Count(now, options);
                await context.SaveChangesAsync(cancellation);
                return tries.LockedUntil;
            },
            cancellation);
    }

    private async Task<bool> IsRight(Account? account, string password, CancellationToken cancellation)
    {
        using var turn = await hashing.AcquireAsync(1, cancellation);
        if (!turn.IsAcquired)
        {
            throw new SeeSupportException(TooMany);
        }

        // Made for the first who comes, whoever that is.
        var decoy = nobody.Value;
        var known = account is { PasswordHash: not null } ? account : decoy;
        var isRight = hasher.VerifyHashedPassword(known, known.PasswordHash!, password) != PasswordVerificationResult.Failed;
        return isRight && known != decoy;
    }

    private Account Nobody()
    {
        var account = new Account { Username = "", DisplayName = "", Role = Roles.RestrictedAgent, CreatedAt = DateTimeOffset.UnixEpoch };
        account.PasswordHash = hasher.HashPassword(account, PasswordRule.Generate());
        return account;
    }

    private Task Sweep(CancellationToken cancellation)
    {
        var stale = time.GetUtcNow() - options.LockOut;
        return database.Use(context => context.SignInTries.Where(tries => tries.At <= stale).ExecuteDeleteAsync(cancellation), cancellation);
    }

    private Problem Locked(DateTimeOffset until)
    {
        var minutes = (int)Math.Ceiling((until - time.GetUtcNow()).TotalMinutes);
        return new("account-locked", $"Too many wrong tries. Wait {(minutes <= 1 ? "a minute" : $"{minutes} minutes")}, then try again.");
    }

    private static string HashOf(string normalizedName) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(normalizedName)));
}
