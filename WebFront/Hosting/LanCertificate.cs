using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SeeSupport.WebFront.Hosting;

/// <summary>
/// The certificate for the local network: made here, kept in the data folder so that a phone that trusted it once need not do so again,
/// made anew when this machine's addresses change or it is about to end.
/// </summary>
internal static class LanCertificate
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);
    private static readonly TimeSpan Rest = TimeSpan.FromDays(30);

    /// <summary>The kept certificate, or a new one.</summary>
    public static X509Certificate2 In(string folder, IReadOnlyList<IPAddress> addresses, DateTimeOffset now)
    {
        var file = Path.Combine(folder, "lan.pfx");
        if (Kept(file) is { } kept)
        {
            if (kept.NotAfter.ToUniversalTime() > now + Rest && Covers(kept, addresses))
                return kept;
            kept.Dispose();
        }

        var bytes = Make(addresses, now).Export(X509ContentType.Pkcs12);
        using (var stream = new FileStream(file, Options()))
            stream.Write(bytes);
        return X509CertificateLoader.LoadPkcs12(bytes, password: null);
    }

    private static X509Certificate2? Kept(string file)
    {
        try
        {
            return File.Exists(file) ? X509CertificateLoader.LoadPkcs12FromFile(file, password: null) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Nobody but this user reads the key.</summary>
    private static FileStreamOptions Options()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    private static bool Covers(X509Certificate2 certificate, IReadOnlyList<IPAddress> addresses)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().SingleOrDefault();
        return names is not null && addresses.All(names.EnumerateIPAddresses().Contains);
    }

    private static X509Certificate2 Make(IReadOnlyList<IPAddress> addresses, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN=SeeSupport on {Environment.MachineName}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddDnsName(Environment.MachineName);
        names.AddDnsName($"{Environment.MachineName}.local");
        foreach (var address in addresses.Append(IPAddress.Loopback).Append(IPAddress.IPv6Loopback))
            names.AddIpAddress(address);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        return request.CreateSelfSigned(now.AddDays(-1), now + Lifetime);
    }
}
