using System.Net;
using System.Net.Sockets;
using SeeSupport.FarAway;
using SeeSupport.FarAway.Smtp;
using SeeSupport.Invites;
using Step = SeeSupport.FarAway.Smtp.SmtpStep;

namespace SeeSupport.Channels.Email;

public sealed class SmtpMailTests
{
    [Fact]
    public async Task Send_DeliversTextAndHtml_EncryptedAndSignedIn()
    {
        await using var server = SmtpServer.Start();

        var report = await Send(server);

        var mail = Assert.Single(server.Mails);
        Assert.Equal((InviteState.Sent, mail.Headers["Message-Id"]), (report.State, report.ProviderId));
        Assert.Equal(("support@example.com", "consumer@example.com"), (mail.EnvelopeFrom, mail.EnvelopeTo));
        Assert.True(mail.Encrypted);
        Assert.Equal("seesupport", mail.User);
        Assert.Equal("auto-generated", mail.Headers["Auto-Submitted"]);
        Assert.Equal("SeeSupport <support@example.com>", mail.Headers["From"]);
        Assert.Equal("Ana from SeeSupport asks to see what your camera sees", mail.Subject);
        Assert.Equal($"{Installation.PublicAddress}/j#session0000000ab.AAAAAAAAAAAAAAAAAAAAAA", mail.Link?.OriginalString);
        Assert.Contains($"href=\"{Installation.PublicAddress}/j#session0000000ab.AAAAAAAAAAAAAAAAAAAAAA\"", mail.Html);
        Assert.Contains("If you did not expect this, ignore it.", mail.Text);
        Assert.Contains("If you did not expect this, ignore it.", mail.Html);
    }

    [Theory]
    [InlineData("PLAIN")]
    [InlineData("LOGIN")]
    public async Task Send_SignsIn_InTheWayThatIsOffered(string mechanism)
    {
        await using var server = SmtpServer.Start(new() { Mechanisms = mechanism });

        Assert.Equal(InviteState.Sent, (await Send(server)).State);
    }

    [Fact]
    public async Task Send_SpeaksTlsFromTheStart_WhereThatIsSet()
    {
        await using var server = SmtpServer.Start(new() { ImplicitTls = true });

        Assert.Equal(InviteState.Sent, (await Send(server, ("Security", "Tls"))).State);
        Assert.True(Assert.Single(server.Mails).Encrypted);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Send_EncryptsWherePossible_WithoutCredentials(bool offered)
    {
        await using var server = SmtpServer.Start(new() { UserName = null, StartTls = offered });

        Assert.Equal(InviteState.Sent, (await Send(server)).State);
        Assert.Equal(offered, Assert.Single(server.Mails).Encrypted);
    }

    [Fact]
    public async Task Send_KeepsEveryLetter_OfNames()
    {
        await using var server = SmtpServer.Start();
        await using var installation = new Installation([.. server.Settings, new("SeeSupport:Company:Name", "Żółta \"Łódź\" & Söhne <GmbH>")]);

        await installation.Sender.Send(Installation.Invite(InviteChannel.Email) with { AgentName = "山田 太郎 😀 with a name that is longer than one line may be" }, default);

        var mail = Assert.Single(server.Mails);
        Assert.Equal("山田 太郎 😀 with a name that is longer than one line may be from Żółta \"Łódź\" & Söhne <GmbH> asks to see what your camera sees", mail.Subject);
        Assert.Equal("Żółta \"Łódź\" & Söhne <GmbH> <support@example.com>", mail.Headers["From"]);
        Assert.Contains("山田 太郎 😀", mail.Text);
        Assert.Contains("&amp; S", mail.Html);
        Assert.DoesNotContain("<GmbH>", mail.Html);
        Assert.All(mail.Raw.Split("\r\n"), line => Assert.InRange(line.Length, 0, 998));
        Assert.All(mail.Raw, character => Assert.InRange(character, '\n', '~'));
    }

    [Fact]
    public async Task Send_KeepsLinesThatBeginWithADot()
    {
        await using var server = SmtpServer.Start();
        await using var installation = new Installation([.. server.Settings, new("SeeSupport:Company:Name", ".NET = .")]);

        await installation.Sender.Send(Installation.Invite(InviteChannel.Email), default);

        Assert.Contains(".NET = .", Assert.Single(server.Mails).Text!.ReplaceLineEndings("\n").Split('\n'));
    }

    [Fact]
    public async Task Send_KeepsNamesOutOfTheHeaders()
    {
        await using var server = SmtpServer.Start();
        await using var installation = new Installation(server.Settings);

        await installation.Sender.Send(Installation.Invite(InviteChannel.Email) with { AgentName = "Ana\r\nBcc: eve@example.com\r\n\r\n" }, default);

        var mail = Assert.Single(server.Mails);
        Assert.False(mail.Headers.ContainsKey("Bcc"));
        Assert.Equal("AnaBcc: eve@example.com from SeeSupport asks to see what your camera sees", mail.Subject);
    }

    [Theory]
    [InlineData(Step.To, "550 5.1.1 No such user here", "mail-mailbox-unknown")]
    [InlineData(Step.To, "550 Mailbox unavailable", "mail-mailbox-unknown")]
    [InlineData(Step.To, "553 5.1.3 Bad address", "mail-mailbox-unknown")]
    [InlineData(Step.To, "552 Mailbox full", "mail-mailbox-full")]
    [InlineData(Step.To, "550 5.2.2 Over quota", "mail-mailbox-full")]
    [InlineData(Step.To, "550 5.7.1 Relaying denied", "mail-recipient-refused")]
    [InlineData(Step.To, "554 Rejected", "mail-recipient-refused")]
    [InlineData(Step.From, "550 5.7.60 Not allowed to send as this", "mail-sender-refused")]
    [InlineData(Step.From, "530 5.7.0 Sign in first", "mail-sign-in-refused")]
    [InlineData(Step.Data, "554 5.5.1 No", "mail-content-refused")]
    [InlineData(Step.Content, "554 5.7.1 Looks like spam", "mail-content-refused")]
    [InlineData(Step.Content, "552 5.2.2 Mailbox full", "mail-mailbox-full")]
    [InlineData(Step.Auth, "535 5.7.8 Credentials refused", "mail-sign-in-refused")]
    [InlineData(Step.Greeting, "554 Go away", "mail-server-unfit")]
    [InlineData(Step.Hello, "250-Half\nwhat", "mail-server-unfit")]
    public async Task Send_SaysWhatToDo_WhenTheServerRefuses(Step step, string line, string code)
    {
        await using var server = SmtpServer.Start();
        server.Next(SmtpFault.Reply(step, line));

        var report = await Send(server);

        Assert.Equal((InviteState.Failed, code), (report.State, report.Problem?.Code));
        Assert.EndsWith(".", report.Problem!.Sentence);
        Assert.Empty(server.Mails);
    }

    [Fact]
    public async Task Send_SaysSo_WhenThePasswordIsWrong()
    {
        await using var server = SmtpServer.Start();

        Assert.Equal("mail-sign-in-refused", (await Send(server, ("Password", "wrong"))).Problem?.Code);
    }

    [Fact]
    public async Task Send_KeepsThePasswordToItself_WhenNoEncryptionIsOffered()
    {
        await using var server = SmtpServer.Start(new() { StartTls = false });

        var report = await Send(server);

        Assert.Equal("mail-tls-missing", report.Problem?.Code);
        Assert.DoesNotContain("AUTH", server.Commands);
    }

    [Fact]
    public async Task Send_KeepsThePasswordToItself_WhenTheCertificateIsNotTrusted()
    {
        await using var server = SmtpServer.Start();

        Assert.Equal("mail-certificate", (await Send(server, ("CertificateAuthority", null))).Problem?.Code);
        await using var other = SmtpServer.Start(new() { CertificateName = "mail.example.com" });
        Assert.Equal("mail-certificate", (await Send(other)).Problem?.Code);
        Assert.DoesNotContain("AUTH", server.Commands.Concat(other.Commands));
    }

    [Theory]
    [InlineData(Step.To, "450 4.7.1 Greylisted")]
    [InlineData(Step.From, "451 Try later")]
    [InlineData(Step.Content, "451 4.3.0 Try later")]
    [InlineData(Step.Greeting, "421 Too busy")]
    [InlineData(Step.Auth, "454 4.7.0 Try later")]
    public async Task Send_Repeats_WhatTheServerDidNotTake(Step step, string line)
    {
        await using var server = SmtpServer.Start();
        server.Next(SmtpFault.Reply(step, line), SmtpFault.Reply(step, line));

        Assert.Equal(InviteState.Sent, (await Send(server)).State);
        Assert.Single(server.Mails);
    }

    [Theory]
    [InlineData(Step.To, "450 4.7.1 Greylisted", "mail-busy")]
    [InlineData(Step.To, "452 4.2.2 Mailbox full", "mail-mailbox-full")]
    public async Task Send_GivesUp_AfterTheLastRepeat(Step step, string line, string code)
    {
        await using var server = SmtpServer.Start();
        server.Next(SmtpFault.Reply(step, line), SmtpFault.Reply(step, line));

        Assert.Equal(code, (await Send(server, ("Retries", "1"))).Problem?.Code);
        Assert.Empty(server.Mails);
    }

    [Theory]
    [InlineData(Step.Greeting)]
    [InlineData(Step.Hello)]
    [InlineData(Step.StartTls)]
    [InlineData(Step.Auth)]
    [InlineData(Step.From)]
    [InlineData(Step.To)]
    [InlineData(Step.Data)]
    public async Task Send_Repeats_WhenCutBeforeTheContent(Step step)
    {
        await using var server = SmtpServer.Start();
        server.Next(SmtpFault.Cut(step));

        Assert.Equal(InviteState.Sent, (await Send(server)).State);
        Assert.Single(server.Mails);
    }

    [Theory]
    [InlineData(Step.Greeting)]
    [InlineData(Step.To)]
    [InlineData(Step.Data)]
    public async Task Send_SaysSo_WhenTheServerFallsSilentBeforeTheContent(Step step)
    {
        await using var server = SmtpServer.Start();
        server.Next(SmtpFault.Silence(step));

        Assert.Equal("mail-timeout", (await Send(server, ("Timeout", "00:00:01"))).Problem?.Code);
        Assert.Empty(server.Mails);
    }

    [Theory]
    [InlineData(Step.Content, false, 0)]
    [InlineData(Step.Content, true, 0)]
    [InlineData(Step.Taken, false, 1)]
    [InlineData(Step.Taken, true, 1)]
    public async Task Send_NeverRepeats_WhatMayHaveBeenTaken(Step step, bool silent, int taken)
    {
        await using var server = SmtpServer.Start();
        server.Next(silent ? SmtpFault.Silence(step) : SmtpFault.Cut(step));

        var report = await Send(server, ("ContentTimeout", "00:00:01"));

        Assert.Equal((InviteState.Failed, "invite-outcome-unknown"), (report.State, report.Problem?.Code));
        if (taken > 0)
        {
            await server.Mails.First();
        }

        Assert.Equal(taken, server.Mails.Count);
        Assert.Equal(1, server.Commands.Count(command => command == "DATA"));
    }

    [Fact]
    public async Task Send_ReachesAServerThatComesBack()
    {
        var port = FreePort.Next();
        await using var installation = new Installation(
        [
            new("SeeSupport:Email:Host", "localhost"), new("SeeSupport:Email:Port", $"{port}"), new("SeeSupport:Email:From", "support@example.com"),
            new("SeeSupport:Email:Security", "None"), new("SeeSupport:Email:Retries", "10"), new("SeeSupport:Email:RetryDelay", "00:00:00.050"),
        ]);
        var sending = installation.Sender.Send(Installation.Invite(InviteChannel.Email), default);
        await installation.Log.Line("failed at Connection; nothing was sent");

        await using var server = SmtpServer.Start(new() { Port = port, UserName = null });

        Assert.Equal(InviteState.Sent, (await sending).State);
        Assert.Single(server.Mails);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("mail.invalid")]
    public async Task Send_SaysSo_WhenTheServerCannotBeReached(string host)
    {
        await using var server = SmtpServer.Start();

        Assert.Equal("mail-unreachable", (await Send(server, ("Host", host), ("Port", $"{FreePort.Next()}"), ("Retries", "1"))).Problem?.Code);
    }

    [Fact]
    public async Task Send_RefusesWhatIsSlippedIn_BeforeTheConnectionIsEncrypted()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var attack = Task.Run(async () =>
        {
            using var socket = await listener.AcceptSocketAsync();
            await socket.SendAsync("220 hello\r\n"u8.ToArray());
            await socket.ReceiveAsync(new byte[512]);
            await socket.SendAsync("250-localhost\r\n250 STARTTLS\r\n"u8.ToArray());
            await socket.ReceiveAsync(new byte[512]);
            await socket.SendAsync("220 go ahead\r\n250 AUTH PLAIN\r\n"u8.ToArray());
            await socket.ReceiveAsync(new byte[512]);
        });
        await using var server = SmtpServer.Start();

        var report = await Send(server, ("Port", $"{((IPEndPoint)listener.LocalEndpoint).Port}"), ("Retries", "0"));

        Assert.Equal("mail-certificate", report.Problem?.Code);
        await attack;
    }

    [Fact]
    public async Task Send_IsCancelled_WhileNothingHasLeft()
    {
        await using var server = SmtpServer.Start();
        await using var installation = new Installation(server.Settings);
        using var cancellation = new CancellationTokenSource();
        server.Next(SmtpFault.Silence(Step.To));
        var sending = installation.Sender.Send(Installation.Invite(InviteChannel.Email), cancellation.Token);
        await server.Commands.First(command => command.StartsWith("RCPT", StringComparison.Ordinal));

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    [Fact]
    public async Task Send_WritesNoAddressIntoTheLog()
    {
        await using var server = SmtpServer.Start();
        await using var installation = new Installation(server.Settings);
        server.Next(SmtpFault.Reply(Step.To, "550 5.1.1 <consumer@example.com> unknown"), SmtpFault.Cut(Step.Taken));
        for (var i = 0; i < 3; i++)
        {
            await installation.Sender.Send(Installation.Invite(InviteChannel.Email), default);
        }

        Assert.Contains("c•••@example.com", installation.Log.All);
        Assert.Contains("550 5.1.1", installation.Log.All);
        Assert.DoesNotContain("consumer@", installation.Log.All);
        Assert.DoesNotContain("Mail-Secret-1", installation.Log.All);
        Assert.DoesNotContain("AAAAAAAAAAAAAAAAAAAAAA", installation.Log.All);
    }

    private static async Task<DeliveryReport> Send(SmtpServer server, params (string Key, string? Value)[] settings)
    {
        await using var installation = new Installation(
            [.. server.Settings, .. settings.Select(setting => KeyValuePair.Create($"SeeSupport:Email:{setting.Key}", setting.Value))]);
        Assert.Null(installation.StartProblem());
        return await installation.Sender.Send(Installation.Invite(InviteChannel.Email), default);
    }
}
