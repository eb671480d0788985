using System.Diagnostics;
using System.Net;
using SeeSupport.FarAway;
using SeeSupport.WebFront.Running;

namespace SeeSupport.WebFront.Deploy;

/// <summary>The reverse proxy's own files, run by the real nginx.</summary>
public sealed class NginxTests
{
    private const string Name = "support.example.com";

    [Fact]
    public async Task NginxTakesTheFileForASite()
    {
        using var folder = new TemporaryFolder();
        using var authority = new LocalAuthority(Name);
        var site = Site(folder, DeployFiles.Read("nginx/seesupport.conf"), FreePort.Next())
            .Replace($"/etc/letsencrypt/live/{Name}/fullchain.pem", authority.CertificatePath, StringComparison.Ordinal)
            .Replace($"/etc/letsencrypt/live/{Name}/privkey.pem", authority.KeyPath, StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "nginx.conf"), Whole(folder, site), TestContext.Current.CancellationToken);
        using var nginx = Start(folder, "-t");
        var said = await nginx.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await nginx.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(nginx.ExitCode == 0, said);
        Assert.DoesNotContain("[warn]", said);
    }

    [Fact]
    public async Task SessionsRunThroughNginx_WithTheVisitorsOwnAddress_AndWithinItsLimits()
    {
        var port = FreePort.Next();
        await using var product = await Product.Start(("SeeSupport:PublicAddress", $"http://127.0.0.1:{port}"), ("SeeSupport:Proxies", "127.0.0.1"));
        using var folder = new TemporaryFolder();
        // As the file stands, but for the certificate, and with this front.
        var site = Site(folder, DeployFiles.Read("nginx/seesupport.conf"), product.Address.Port)
            .Replace("listen 443 ssl;", $"listen 127.0.0.1:{port};", StringComparison.Ordinal)
            .Replace("listen [::]:443 ssl;", "", StringComparison.Ordinal)
            .Replace("listen 80;", $"listen 127.0.0.1:{FreePort.Next()};", StringComparison.Ordinal)
            .Replace("listen [::]:80;", "", StringComparison.Ordinal);
        site = string.Join('\n', site.Split('\n').Where(line => !line.TrimStart().StartsWith("ssl_", StringComparison.Ordinal)));
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "nginx.conf"), Whole(folder, site), TestContext.Current.CancellationToken);
        using var nginx = Start(folder);
        try
        {
            var front = new Uri($"http://127.0.0.1:{port}/");
            await IsThere(front);
            var account = product.Services.GetService(typeof(Records.Accounts.FirstAccounts)) as Records.Accounts.FirstAccounts;
            await using var desk = await Desk.Connect(front, await SignIn.As(account!.Made[0], front));
            var (id, code, _) = await desk.Start();
            await using var phone = await Phone.Come(front, code);
            await phone.Join();
            await phone.Ask("Signal", new string('x', 20_000));
            await desk.Hear("Signaled");
            await desk.Ask("Signal", id, "answer");
            await phone.Hear("Signaled");

            using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
            http.DefaultRequestHeaders.TryAddWithoutValidation("X-Forwarded-For", "198.51.100.7");
            // What a visitor claims to be counts for nothing: details are for this machine, where the request really comes from.
            Assert.Contains("checks", await http.GetStringAsync(new Uri(front, "/health/ready"), TestContext.Current.CancellationToken));
            using var large = await http.PostAsync(new Uri(front, "/api/connect/arrive"), new ByteArrayContent(new byte[300 * 1024]), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        }
        finally
        {
            Process.Start("kill", ["-TERM", $"{nginx.Id}"]).WaitForExit();
            await nginx.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
    }

    private static string Site(TemporaryFolder folder, string site, int frontPort) => site
        .Replace("/etc/nginx/seesupport-proxy.conf", DeployFiles.Path("nginx/proxy.conf"), StringComparison.Ordinal)
        .Replace("/var/log/nginx/", folder.Path + "/", StringComparison.Ordinal)
        .Replace("127.0.0.1:5080", $"127.0.0.1:{frontPort}", StringComparison.Ordinal);

    private static string Whole(TemporaryFolder folder, string site) =>
        $$"""
        daemon off;
        worker_processes 1;
        pid {{folder.Path}}/nginx.pid;
        error_log stderr warn;
        events { worker_connections 512; }
        http {
            client_body_temp_path {{folder.Path}}/body;
            proxy_temp_path {{folder.Path}}/proxy;
            fastcgi_temp_path {{folder.Path}}/fastcgi;
            uwsgi_temp_path {{folder.Path}}/uwsgi;
            scgi_temp_path {{folder.Path}}/scgi;
        {{site}}
        }
        """;

    private static Process Start(TemporaryFolder folder, params string[] more) => Process.Start(
        new ProcessStartInfo("nginx", ["-c", Path.Combine(folder.Path, "nginx.conf"), "-p", folder.Path, "-e", "stderr", .. more]) { RedirectStandardError = true })!;

    private static async Task IsThere(Uri front)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            try
            {
                await http.GetStringAsync(new Uri(front, "/health/live"), patience.Token);
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(50, patience.Token);
            }
        }
    }
}
