using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace SeeSupport.WebFront.Hosting;

public sealed class LanCertificateTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private readonly string _folder = Directory.CreateTempSubdirectory("front-").FullName;

    [Fact]
    public void NamesEveryAddressOfThisMachine()
    {
        using var certificate = LanCertificate.In(_folder, [IPAddress.Parse("192.0.2.7"), IPAddress.Parse("2001:db8::7")], Now);
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().Single();
        Assert.Superset(
            new HashSet<IPAddress> { IPAddress.Parse("192.0.2.7"), IPAddress.Parse("2001:db8::7"), IPAddress.Loopback, IPAddress.IPv6Loopback },
            names.EnumerateIPAddresses().ToHashSet());
        Assert.Contains("localhost", names.EnumerateDnsNames());
        Assert.True(certificate.HasPrivateKey);
    }

    [Fact]
    public void IsTheSame_WhenTheAddressesAre() => Assert.Equal(Thumbprint("192.0.2.7", Now), Thumbprint("192.0.2.7", Now.AddDays(300)));

    [Fact]
    public void IsMadeAnew_WhenAnAddressIsNew() => Assert.NotEqual(Thumbprint("192.0.2.7", Now), Thumbprint("192.0.2.8", Now));

    [Fact]
    public void IsMadeAnew_WhenItIsAboutToEnd() => Assert.NotEqual(Thumbprint("192.0.2.7", Now), Thumbprint("192.0.2.7", Now.AddDays(340)));

    [Fact]
    public void IsMadeAnew_WhenTheFileIsDamaged()
    {
        File.WriteAllText(Path.Combine(_folder, "lan.pfx"), "not a certificate");
        Assert.NotEmpty(Thumbprint("192.0.2.7", Now));
    }

    [Fact]
    public void IsReadByNobodyElse()
    {
        Thumbprint("192.0.2.7", Now);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_folder, "lan.pfx")));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Thumbprint(string address, DateTimeOffset now)
    {
        using var certificate = LanCertificate.In(_folder, [IPAddress.Parse(address)], now);
        return certificate.Thumbprint;
    }
}
