using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;

namespace SeeSupport.Records.Keys;

/// <summary>
/// Encrypts Data Protection's keys where they are kept, so that a copy of the database signs nobody in. Configuration section
/// <c>SeeSupport:Keys</c>: <c>Certificate</c> is a PKCS#12 file, or a PEM file with certificate and private key, with an RSA key; <c>Password</c>
/// opens it; <c>Former</c> is a file that was used before and still decrypts older keys. Default: none, keys are kept as they are.
/// </summary>
internal static class KeyCertificate
{
    private const string Section = "SeeSupport:Keys";

    /// <summary>Applies the section. Throws <c>configuration-broken</c> for a file that cannot be used.</summary>
    public static void Apply(IDataProtectionBuilder keys, IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        if (section["Certificate"] is not { Length: > 0 } file)
            return;
        var certificate = Read(file, section["Password"], "Certificate");
        keys.ProtectKeysWithCertificate(certificate);
        keys.UnprotectKeysWithAnyCertificate(section["Former"] is { Length: > 0 } former ? [certificate, Read(former, section["Password"], "Former")] : [certificate]);
    }

    private static X509Certificate2 Read(string file, string? password, string key)
    {
        try
        {
            var certificate = File.ReadAllText(file).Contains("-----BEGIN ", StringComparison.Ordinal)
                ? string.IsNullOrEmpty(password) ? X509Certificate2.CreateFromPemFile(file) : X509Certificate2.CreateFromEncryptedPemFile(file, password)
                : X509CertificateLoader.LoadPkcs12FromFile(file, password);
            using var rsa = certificate.GetRSAPrivateKey();
            return rsa is not null ? certificate : throw new CryptographicException("No RSA key.");
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new SeeSupportException(
                "configuration-broken",
                $"{Section}:{key} is '{file}', which cannot be used. It has to be a PKCS#12 or PEM file with a certificate and its RSA key, and {Section}:Password has to open it.");
        }
    }
}
