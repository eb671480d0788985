using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace SeeSupport.FarAway.Smtp;

/// <summary>One connection to the server, from greeting to goodbye.</summary>
internal sealed class SmtpDialogue(SmtpServer server, Socket socket)
{
    private readonly SmtpServerOptions _options = server.Options;
    private Stream _stream = new NetworkStream(socket, ownsSocket: true);
    private byte[] _ahead = [];
    private bool _encrypted;
    private string? _user;
    private string? _from;
    private string? _to;

    public async Task Run(CancellationToken stopping)
    {
        try
        {
            if (_options.ImplicitTls)
            {
                await Encrypt(stopping);
            }

            if (!await Misbehaves(SmtpStep.Greeting, stopping))
            {
                await Say("220 localhost ready", stopping);
            }

            while (await Line(stopping) is { } line && await Answer(line, stopping))
            {
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or AuthenticationException or CutException)
        {
            // The caller hung up, was hung up on, or did not trust the certificate: each is an end like any other.
        }
        finally
        {
            await _stream.DisposeAsync();
        }
    }

    private async Task<bool> Answer(string line, CancellationToken stopping)
    {
        var verb = line.Split(' ')[0].ToUpperInvariant();
        server.Commands.Add(verb == "AUTH" ? "AUTH" : line);
        var step = verb switch
        {
            "EHLO" or "HELO" => SmtpStep.Hello,
            "STARTTLS" => SmtpStep.StartTls,
            "AUTH" => SmtpStep.Auth,
            "MAIL" => SmtpStep.From,
            "RCPT" => SmtpStep.To,
            "DATA" => SmtpStep.Data,
            _ => (SmtpStep?)null,
        };
        if (step is { } at && await Misbehaves(at, stopping))
        {
            return true;
        }

        switch (verb)
        {
            case "EHLO":
                await Say(Offer(), stopping);
                return true;
            case "HELO":
                await Say("250 localhost", stopping);
                return true;
            case "STARTTLS" when _options.StartTls && !_encrypted:
                await Say("220 2.0.0 Go ahead", stopping);
                await Encrypt(stopping);
                return true;
            case "AUTH" when _options.UserName is not null:
                await Say(await SignIn(line, stopping) ? "235 2.7.0 Welcome" : "535 5.7.8 Credentials refused", stopping);
                return true;
            case "MAIL" when _options.UserName is not null && _user is null:
                await Say("530 5.7.0 Authentication required", stopping);
                return true;
            case "MAIL":
                _from = Path(line);
                await Say(TooLarge(line) ? "552 5.3.4 Message too large" : "250 2.1.0 OK", stopping);
                return true;
            case "RCPT" when _from is not null:
                _to = Path(line);
                await Say("250 2.1.5 OK", stopping);
                return true;
            case "DATA" when _to is not null:
                await Say("354 Go ahead", stopping);
                await Take(await Content(stopping), stopping);
                return true;
            case "RSET":
                (_from, _to) = (null, null);
                await Say("250 2.0.0 OK", stopping);
                return true;
            case "NOOP":
                await Say("250 2.0.0 OK", stopping);
                return true;
            case "QUIT":
                await Say("221 2.0.0 Bye", stopping);
                return false;
            case "RCPT" or "DATA":
                await Say("503 5.5.1 Not now", stopping);
                return true;
            default:
                await Say("502 5.5.2 Not known here", stopping);
                return true;
        }
    }

    private string Offer()
    {
        List<string> lines = ["localhost", $"SIZE {_options.Size}", "8BITMIME"];
        if (_options.StartTls && !_encrypted)
        {
            lines.Add("STARTTLS");
        }

        if (_options.UserName is not null)
        {
            lines.Add($"AUTH {_options.Mechanisms}");
        }

        return string.Join('\n', lines.Select((line, i) => $"250{(i == lines.Count - 1 ? ' ' : '-')}{line}"));
    }

    private bool TooLarge(string line) =>
        line.Split(' ').FirstOrDefault(part => part.StartsWith("SIZE=", StringComparison.OrdinalIgnoreCase)) is { } size
        && long.Parse(size[5..], CultureInfo.InvariantCulture) > _options.Size;

    private static string Path(string line) => line[(line.IndexOf('<') + 1)..line.IndexOf('>')];

    private async Task<bool> SignIn(string line, CancellationToken stopping)
    {
        string user, password;
        var words = line.Split(' ');
        words[1] = words[1].ToUpperInvariant();
        switch (words)
        {
            case [_, "PLAIN", var initial]:
                (user, password) = Plain(initial);
                break;
            case [_, "PLAIN"]:
                (user, password) = Plain(await Ask("334 ", stopping));
                break;
            case [_, "LOGIN", var name]:
                (user, password) = (Decoded(name), Decoded(await Ask("334 UGFzc3dvcmQ6", stopping)));
                break;
            default:
                (user, password) = (Decoded(await Ask("334 VXNlcm5hbWU6", stopping)), Decoded(await Ask("334 UGFzc3dvcmQ6", stopping)));
                break;
        }

        if (user != _options.UserName || password != _options.Password)
        {
            return false;
        }

        _user = user;
        return true;

        static string Decoded(string text) => Encoding.UTF8.GetString(Convert.FromBase64String(text));
        static (string User, string Password) Plain(string text) => Decoded(text).Split('\0') is [_, var user, var password] ? (user, password) : ("", "");
    }

    private async Task<string> Ask(string question, CancellationToken stopping)
    {
        await Say(question, stopping);
        return await Line(stopping) ?? throw new CutException();
    }

    private async Task<byte[]> Content(CancellationToken stopping)
    {
        using var content = new MemoryStream();
        while (true)
        {
            var line = await Line(stopping) ?? throw new CutException();
            if (line == ".")
            {
                return content.ToArray();
            }

            content.Write(Encoding.Latin1.GetBytes((line.StartsWith('.') ? line[1..] : line) + "\r\n"));
        }
    }

    private async Task Take(byte[] content, CancellationToken stopping)
    {
        if (await Misbehaves(SmtpStep.Content, stopping))
        {
            return;
        }

        if (content.Length > _options.Size)
        {
            await Say("552 5.3.4 Message too large", stopping);
            return;
        }

        server.Mails.Add(Mail.Parse(_from!, _to!, _encrypted, _user, content));
        (_from, _to) = (null, null);
        if (!await Misbehaves(SmtpStep.Taken, stopping))
        {
            await Say("250 2.0.0 Taken", stopping);
        }
    }

    private async Task<bool> Misbehaves(SmtpStep step, CancellationToken stopping)
    {
        switch (server.Fault(step))
        {
            case null:
                return false;
            case { Line: { } line }:
                await Say(line, stopping);
                return true;
            case { Silent: true }:
                // Reads on without a word, until the caller hangs up.
                while (await Line(stopping) is not null)
                {
                }

                throw new CutException();
            default:
                throw new CutException();
        }
    }

    private async Task Encrypt(CancellationToken stopping)
    {
        var encrypted = new SslStream(_stream);
        _stream = encrypted;
        await encrypted.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = server.Authority.Certificate }, stopping);
        (_encrypted, _user) = (true, null);
    }

    private async Task Say(string lines, CancellationToken stopping) =>
        await _stream.WriteAsync(Encoding.ASCII.GetBytes(lines.Replace("\n", "\r\n", StringComparison.Ordinal) + "\r\n"), stopping);

    private async Task<string?> Line(CancellationToken stopping)
    {
        var buffer = new byte[4096];
        while (true)
        {
            var end = _ahead.AsSpan().IndexOf("\r\n"u8);
            if (end >= 0)
            {
                var line = Encoding.Latin1.GetString(_ahead, 0, end);
                _ahead = _ahead[(end + 2)..];
                return line;
            }

            var read = await _stream.ReadAsync(buffer, stopping);
            if (read == 0)
            {
                return null;
            }

            _ahead = [.. _ahead, .. buffer.AsSpan(0, read)];
        }
    }

    private sealed class CutException : Exception;
}
