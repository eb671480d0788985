using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SeeSupport.Channels.Certificates;

/// <summary>Trust in a certificate authority of one's own, read from a PEM file.</summary>
internal static class OwnAuthority
{
    /// <summary>The chain policy that trusts the file's certificates and no others; null, the system's own, where no file is given.</summary>
    public static X509ChainPolicy? Policy(string? pemFile)
    {
        if (string.IsNullOrEmpty(pemFile))
        {
            return null;
        }

        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(pemFile);
        return policy;
    }

    /// <summary>What is wrong with the file, as the end of a sentence; null when nothing is.</summary>
    public static string? Problem(string? pemFile)
    {
        try
        {
            return Policy(pemFile) is { CustomTrustStore.Count: 0 } ? $"names a file without a certificate: {pemFile}" : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return $"names a file that cannot be read: {exception.Message}";
        }
    }
}
