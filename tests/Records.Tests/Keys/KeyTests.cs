using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using SeeSupport.Records.Tests.Databases;

namespace SeeSupport.Records.Tests.Keys;

public sealed class KeyTests(PostgreSqlCluster cluster)
{
    [Theory, OnEachDatabase]
    public async Task AnotherProcessReadsWhatOneProtected(Provider provider)
    {
        await using var installation = await Installation.Make(provider, cluster);
        string secret;
        await using (var first = installation.Process())
        {
            secret = first.GetRequiredService<IDataProtectionProvider>().CreateProtector("ticket").Protect("session 10234");
        }

        var second = installation.Process().GetRequiredService<IDataProtectionProvider>();

        Assert.Equal("session 10234", second.CreateProtector("ticket").Unprotect(secret));
        Assert.Equal(1, await installation.Scalar<int>("SELECT count(*) FROM data_protection_keys"));
    }
}
