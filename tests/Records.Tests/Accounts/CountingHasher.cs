using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace SeeSupport.Records.Tests.Accounts;

/// <summary>The real hasher, quick, that counts how many passwords were looked at.</summary>
internal sealed class CountingHasher() : PasswordHasher<Records.Accounts.Account>(Options.Create(new PasswordHasherOptions { IterationCount = 10 }))
{
    private int looked;

    public int Looked => looked;

    public override PasswordVerificationResult VerifyHashedPassword(Records.Accounts.Account user, string hashedPassword, string providedPassword)
    {
        Interlocked.Increment(ref looked);
        return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
    }
}
