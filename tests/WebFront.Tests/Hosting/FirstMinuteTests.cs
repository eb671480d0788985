using System.Net;
using System.Text.RegularExpressions;
using SeeSupport.FarAway;
using SeeSupport.Grids;
using SeeSupport.WebFront.Running;

namespace SeeSupport.WebFront.Hosting;

public sealed class FirstMinuteTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task PrintsWhereToGoAndWithWhichAccounts_OnceAndNothingElse()
    {
        var (first, address) = await ProductProcess.Start(_folder.Path);
        string[] printed;
        await using (first)
        {
            printed = [.. first.Output];
            Assert.Equal(3, printed.Length);
            Assert.Matches("^Restricted Agent: agent / [A-Za-z0-9]{12,}$", printed[0]);
            Assert.Matches("^Administrator: admin / [A-Za-z0-9]{12,}$", printed[1]);
            Assert.Equal($"SeeSupport is ready: {address.ToString().TrimEnd('/')}", printed[2]);
            Assert.Equal("", first.Errors);
            var (username, password) = Account(printed[0]);
            Assert.NotEmpty(await SignIn.As(username, password, address));
        }

        var (second, again) = await ProductProcess.Start(_folder.Path);
        await using (second)
        {
            Assert.StartsWith("SeeSupport is ready: ", Assert.Single(second.Output));
            var (username, password) = Account(printed[1]);
            Assert.NotEmpty(await SignIn.As(username, password, again));
        }
    }

    [Fact]
    public async Task KeepsItsDataInTheFolderItWasGiven()
    {
        var folder = Path.Combine(_folder.Path, "made", "by", "itself");
        var (process, _) = await ProductProcess.Start(folder);
        await using (process)
            Assert.Superset(new HashSet<string?>(GridHosting.HasSilos ? ["records.db"] : ["grid.db", "records.db"]), Directory.GetFiles(folder).Select(Path.GetFileName).ToHashSet());
    }

    [Fact]
    public async Task ServesPhonesOverHttpsOnTheLocalNetwork()
    {
        var port = FreePort.Next();
        await using var process = ProductProcess.Launch(["--lan", "--urls", $"https://*:{port}", "--data", _folder.Path]);
        var address = await process.IsReady();
        Assert.Equal("https", address.Scheme);
        Assert.Equal(port, address.Port);
        Assert.NotEqual("localhost", address.Host);
        await WaitFor(() => process.Output.Any(line => line.StartsWith($"Phones on this network: https://{address.Authority}/connect", StringComparison.Ordinal)));

        IPAddress[] named = [];
        using var http = new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            SslOptions = new()
            {
                RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                {
                    named = [.. ((System.Security.Cryptography.X509Certificates.X509Certificate2)certificate!).Extensions
                        .OfType<System.Security.Cryptography.X509Certificates.X509SubjectAlternativeNameExtension>().Single().EnumerateIPAddresses()];
                    return true;
                },
            },
        });
        using var page = await http.GetAsync(new Uri(address, "/connect"));
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains(IPAddress.Parse(address.Host.Trim('[', ']')), named);
        await WaitFor(() => process.Output.Count(line => Regex.IsMatch(line, "[█▀▄]")) > 10);
    }

    [Fact]
    public async Task StopsWithinAMomentAndWithoutComplaint_WhenAsked()
    {
        var (process, _) = await ProductProcess.Start(_folder.Path);
        await using (process)
        {
            process.AskToStop();
            Assert.Equal(0, await process.Ends());
            Assert.Equal("", process.Errors);
        }
    }

    public void Dispose() => _folder.Dispose();

    private static (string Username, string Password) Account(string line) =>
        line.Split(": ")[1].Split(" / ") is [var username, var password] ? (username, password) : throw new FormatException(line);

    private static async Task WaitFor(Func<bool> condition)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var tries = 0; tries < 400 && !condition(); tries++)
            await timer.WaitForNextTickAsync();
        Assert.True(condition());
    }
}
