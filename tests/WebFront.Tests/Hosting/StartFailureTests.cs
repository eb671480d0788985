using System.Net;
using System.Net.Sockets;
using SeeSupport.WebFront.Running;

namespace SeeSupport.WebFront.Hosting;

/// <summary>What keeps the product from starting is told in one sentence, with a code and what to do.</summary>
public sealed class StartFailureTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task NamesThePort_WhenItIsInUse()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var told = await Fails(["--urls", $"http://127.0.0.1:{port}", "--data", _folder.Path]);
        Assert.Contains("port-in-use", told);
        Assert.Contains($"{port}", told);
        Assert.Contains("--urls", told);
    }

    [Fact]
    public async Task NamesTheFolder_WhenItCannotBeWritten()
    {
        var file = Path.Combine(_folder.Path, "file");
        await File.WriteAllTextAsync(file, "");
        var told = await Fails(["--urls", "http://127.0.0.1:0", "--data", Path.Combine(file, "data")]);
        Assert.Contains("data-not-writable", told);
        Assert.Contains(file, told);
        Assert.Contains("--data", told);
    }

    [Fact]
    public async Task NamesTheFolder_WhenAnotherProcessHasIt()
    {
        var (first, _) = await ProductProcess.Start(_folder.Path);
        await using (first)
        {
            var told = await Fails(["--urls", "http://127.0.0.1:0", "--data", _folder.Path]);
            Assert.Contains("data-in-use", told);
            Assert.Contains(_folder.Path, told);
        }
    }

    [Fact]
    public async Task SaysThatTheDiskIsFull()
    {
        using var disk = SmallDisk.Mount(kilobytes: 64);
        disk.Fill();
        var told = await Fails(["--urls", "http://127.0.0.1:0", "--data", disk.Path]);
        Assert.Contains("storage-full", told);
        Assert.Contains("Make room", told);
    }

    [Theory]
    [InlineData("SeeSupport:Codes:Life", "abc", "configuration-broken")]
    [InlineData("SeeSupport:Codes:Life", "-00:01:00", "configuration-broken")]
    [InlineData("SeeSupport:Records:Provider", "Oracle", "configuration-broken")]
    [InlineData("SeeSupport:Hubs:MessageBytes", "12", "configuration-broken")]
    [InlineData("SeeSupport:Front:Drain", "soon", "configuration-broken")]
    [InlineData("SeeSupport:PublicAddress", "support.example.com", "configuration-broken")]
    [InlineData("SeeSupport:Proxies", "everybody", "configuration-broken")]
    [InlineData("SeeSupport:Company:Accent", "blue", "configuration-broken")]
    [InlineData("SeeSupport:Lan", "perhaps", "configuration-broken")]
    public async Task NamesTheKey_WhenAValueIsBroken(string key, string value, string code)
    {
        var told = await Fails(["--urls", "http://127.0.0.1:0", "--data", _folder.Path, $"--{key}={value}"]);
        Assert.Contains(code, told);
        Assert.Contains(key, told);
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("http://192.0.2.1:0")]
    public async Task NamesTheOption_WhenTheAddressToListenAtIsNone(string urls) =>
        Assert.Contains("--urls", await Fails(["--urls", urls, "--data", _folder.Path]));

    [Fact]
    public async Task MakesNoPasswords_WhenTheStartFails()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        await Fails(["--urls", $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}", "--data", _folder.Path]);
        var (process, _) = await ProductProcess.Start(_folder.Path);
        await using (process)
            Assert.Equal(2, process.Output.Count(line => line.Contains(" / ", StringComparison.Ordinal)));
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<string> Fails(string[] arguments)
    {
        await using var process = ProductProcess.Launch(arguments);
        Assert.Equal(1, await process.Ends());
        var told = Assert.Single(process.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("SeeSupport cannot start (", told);
        Assert.Empty(process.Output);
        return told;
    }
}
