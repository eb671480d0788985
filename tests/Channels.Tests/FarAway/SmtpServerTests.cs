using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Net.Sockets;
using System.Text;

namespace SeeSupport.FarAway.Smtp;

/// <summary>The mail server, seen by .NET's own client.</summary>
public sealed class SmtpServerTests
{
    [Fact]
    public async Task Mail_IsDecoded_AsItWasMeant()
    {
        await using var server = SmtpServer.Start();
        using var message = new MailMessage(new MailAddress("support@example.com", "Żółta Firma"), new MailAddress("ana@example.com"))
        {
            Subject = "Ängström lädt Sie ein, und das ist ein langer Betreff, der über eine Zeile hinausgeht",
            SubjectEncoding = Encoding.UTF8,
        };
        message.AlternateViews.Add(AlternateView.CreateAlternateViewFromString("Grüße\n.\nhttps://example.com/j#a.b", Encoding.UTF8, MediaTypeNames.Text.Plain));
        message.AlternateViews.Add(AlternateView.CreateAlternateViewFromString("<p>Grüße</p>", Encoding.UTF8, MediaTypeNames.Text.Html));

        await Send(server, message);

        var mail = Assert.Single(server.Mails);
        Assert.Equal(("support@example.com", "ana@example.com"), (mail.EnvelopeFrom, mail.EnvelopeTo));
        Assert.Equal(message.Subject, mail.Subject);
        Assert.Contains("Żółta Firma", mail.Headers["From"]);
        Assert.Equal(["Grüße", ".", "https://example.com/j#a.b"], mail.Text!.ReplaceLineEndings("\n").TrimEnd().Split('\n'));
        Assert.Equal("<p>Grüße</p>", mail.Html!.TrimEnd());
        Assert.Equal("https://example.com/j#a.b", mail.Link?.OriginalString);
        Assert.Equal("seesupport", mail.User);
    }

    [Fact]
    public async Task Mail_WithoutParts_IsDecodedToo()
    {
        await using var server = SmtpServer.Start(new() { UserName = null });

        await Send(server, Simple(), signIn: false);

        Assert.Equal("Hello", Assert.Single(server.Mails).Text!.TrimEnd());
        Assert.Null(Assert.Single(server.Mails).Html);
    }

    [Fact]
    public async Task NobodySends_WithoutSigningIn()
    {
        await using var server = SmtpServer.Start();

        var refused = await Assert.ThrowsAsync<SmtpException>(() => Send(server, Simple(), signIn: false));

        Assert.Equal(530, (int)refused.StatusCode);
        Assert.Empty(server.Mails);
    }

    [Fact]
    public async Task StartTls_ShowsACertificateOfTheAuthority()
    {
        await using var server = SmtpServer.Start();
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.Port, TestContext.Current.CancellationToken);
        await using var plain = client.GetStream();
        using var reader = new StreamReader(plain, Encoding.ASCII, false, 1);
        await reader.ReadLineAsync(TestContext.Current.CancellationToken);
        await plain.WriteAsync("STARTTLS\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
        Assert.StartsWith("220 ", await reader.ReadLineAsync(TestContext.Current.CancellationToken));

        var issuer = "";
        await using var encrypted = new System.Net.Security.SslStream(plain, false, (_, certificate, _, _) =>
        {
            issuer = certificate!.Issuer;
            return true;
        });
        await encrypted.AuthenticateAsClientAsync("localhost");

        Assert.Contains("SeeSupport test authority", issuer);
    }

    [Fact]
    public async Task Next_MisbehavesOnce()
    {
        await using var server = SmtpServer.Start();
        server.Next(SmtpFault.Reply(SmtpStep.To, "450 4.7.1 Greylisted"));

        var refused = await Assert.ThrowsAsync<SmtpFailedRecipientException>(() => Send(server, Simple()));
        Assert.Equal(450, (int)refused.StatusCode);
        await Send(server, Simple());

        Assert.Single(server.Mails);
    }

    [Theory]
    [InlineData(SmtpStep.Content, 0)]
    [InlineData(SmtpStep.Taken, 1)]
    public async Task Cut_KeepsTheMailOrNot(SmtpStep step, int kept)
    {
        await using var server = SmtpServer.Start();
        server.Next(SmtpFault.Cut(step));

        await Assert.ThrowsAsync<SmtpException>(() => Send(server, Simple()));

        Assert.Equal(kept, server.Mails.Count);
    }

    private static MailMessage Simple() => new("support@example.com", "ana@example.com", "Hi", "Hello");

    private static async Task Send(SmtpServer server, MailMessage message, bool signIn = true)
    {
        using var client = new SmtpClient("localhost", server.Port);
        if (signIn)
        {
            client.Credentials = new NetworkCredential(server.Options.UserName, server.Options.Password);
        }

        await client.SendMailAsync(message);
    }
}
