using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using SeeSupport.Records.Accounts;

namespace SeeSupport.WebFront.Accounts;

/// <summary>
/// What a sign-in says of its account: <see cref="ClaimTypes.NameIdentifier"/> the stable id, <see cref="ClaimTypes.Name"/> the
/// username, <see cref="ClaimTypes.GivenName"/> the name people read, <see cref="ClaimTypes.Role"/> the one role.
/// </summary>
internal sealed class AccountClaims(UserManager<Account> users, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<Account>(users, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Account user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(ClaimTypes.GivenName, user.DisplayName));
        identity.AddClaim(new Claim(ClaimTypes.Role, user.Role));
        return identity;
    }
}
