using System.Globalization;

namespace SeeSupport.Installations;

/// <summary>nginx in front of two fronts, by the file that <c>deploy/local</c> uses: agents come to the first, consumers to the second.</summary>
public sealed class ReverseProxy : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("seesupport-nginx-").FullName;
    private ServerProcess? _nginx;

    private ReverseProxy(int port) => Address = new($"http://127.0.0.1:{port}/");

    /// <summary>Where browsers come to.</summary>
    public Uri Address { get; }

    /// <summary>Starts it on a port and waits until it reaches a front.</summary>
    public static async Task<ReverseProxy> Start(int port, int firstFront, int secondFront)
    {
        var proxy = new ReverseProxy(port);
        var configuration = (await File.ReadAllTextAsync(Path.Combine(Programs.Root, "deploy/local/nginx.conf")))
            .Replace("@FOLDER@", proxy._folder, StringComparison.Ordinal)
            .Replace("@PORT@", Text(port), StringComparison.Ordinal)
            .Replace("@FRONT1@", Text(firstFront), StringComparison.Ordinal)
            .Replace("@FRONT2@", Text(secondFront), StringComparison.Ordinal)
            .Replace("@PROXY@", Path.Combine(Programs.Root, "deploy/nginx/proxy.conf"), StringComparison.Ordinal);
        var file = Path.Combine(proxy._folder, "nginx.conf");
        await File.WriteAllTextAsync(file, configuration);
        proxy._nginx = ServerProcess.Launch("nginx", ["-c", file, "-p", proxy._folder, "-e", "stderr"], readyMark: "");
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        while (!proxy._nginx.IsOver)
        {
            try
            {
                await http.GetStringAsync(new Uri(proxy.Address, "/health/live"));
                return proxy;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(50);
            }
        }

        throw new InvalidOperationException(proxy._nginx.Said);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_nginx is { IsOver: false })
        {
            // Its worker is a process of its own, which only nginx itself ends.
            _nginx.AskToStop();
            await _nginx.Ends();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
