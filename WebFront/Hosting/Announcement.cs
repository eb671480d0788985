using QRCoder;
using SeeSupport.Ports;
using SeeSupport.Records.Accounts;

namespace SeeSupport.WebFront.Hosting;

/// <summary>What the person who started the process reads: where to go, and with which account at the first start.</summary>
internal sealed class Announcement(IPublicAddress address, IConfiguration configuration, FirstAccounts accounts)
{
    /// <summary>Prints it, each thing on a line of its own.</summary>
    public void Print()
    {
        var home = address.Current.ToString().TrimEnd('/');
        foreach (var account in accounts.Made)
            Console.WriteLine($"{account.Title}: {account.Username} / {account.Password}");
        Console.WriteLine($"SeeSupport is ready: {home}");
        if (!Lan.IsOn(configuration))
            return;
        Console.WriteLine($"Phones on this network: {home}/connect (the certificate is this machine's own, so the phone asks once)");
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode($"{home}/connect", QRCodeGenerator.ECCLevel.L);
        using var picture = new AsciiQRCode(code);
        Console.WriteLine(picture.GetGraphicSmall());
    }
}
