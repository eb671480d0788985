using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
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

    [Fact]
    public async Task KeysAreKeptEncrypted_AndReadWithTheFormerCertificateToo()
    {
        await using var installation = await Installation.Make(Provider.Sqlite, cluster);
        var (first, second) = (Certificate(installation.Folder, "first"), Certificate(installation.Folder, "second"));
        installation.Settings["SeeSupport:Keys:Certificate"] = first;
        installation.Settings["SeeSupport:Keys:Password"] = "secret";
        var secret = installation.Process().GetRequiredService<IDataProtectionProvider>().CreateProtector("ticket").Protect("session 10234");
        Assert.Equal(0, await installation.Scalar<int>("SELECT count(*) FROM data_protection_keys WHERE xml NOT LIKE '%EncryptedData%' OR xml LIKE '%<value>%'"));

        installation.Settings["SeeSupport:Keys:Certificate"] = second;
        installation.Settings["SeeSupport:Keys:Former"] = first;
        Assert.Equal("session 10234", installation.Process().GetRequiredService<IDataProtectionProvider>().CreateProtector("ticket").Unprotect(secret));
    }

    [Fact]
    public async Task CertificateThatCannotBeUsed_IsNamed()
    {
        await using var installation = await Installation.Make(Provider.Sqlite, cluster);
        installation.Settings["SeeSupport:Keys:Certificate"] = Certificate(installation.Folder, "first");
        var problem = Assert.Throws<SeeSupportException>(() => installation.Process()).Problem;
        Assert.Equal("configuration-broken", problem.Code);
        Assert.Contains("SeeSupport:Keys:Password", problem.Sentence);
    }

    private static string Certificate(string folder, string name)
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        var file = Path.Combine(folder, name + ".pfx");
        File.WriteAllBytes(file, certificate.Export(X509ContentType.Pkcs12, "secret"));
        return file;
    }
}
