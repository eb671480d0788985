using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace SeeSupport.Failure;

/// <summary>
/// A network of its own for each silo, as machines have: namespaces of the kernel on one bridge, at whose end fronts and database are. Takes
/// root and iproute2. Addresses are of the block for benchmarks (RFC 2544), which no network uses.
/// </summary>
internal sealed class Networks : IDisposable
{
    private readonly string _name = $"ss{Environment.ProcessId}";
    private readonly List<(string Name, IPAddress Address)> _silos = [];

    private Networks()
    {
        Ip("link", "add", _name, "type", "bridge");
        Ip("address", "add", $"{Here}/24", "dev", _name);
        Ip("link", "set", _name, "up");
    }

    /// <summary>Where this machine is in the network.</summary>
    public static IPAddress Here { get; } = IPAddress.Parse("198.18.0.1");

    /// <summary>Makes the bridge.</summary>
    public static Networks Make() => new();

    /// <summary>Makes a silo's network: its address, and the command that runs another one there.</summary>
    public (IPAddress Address, string[] By) Add()
    {
        var number = _silos.Count + 2;
        var (name, address) = (string.Create(CultureInfo.InvariantCulture, $"{_name}-{number}"), IPAddress.Parse($"198.18.0.{number}"));
        _silos.Add((name, address));
        Ip("netns", "add", name);
        Ip("link", "add", $"{name}a", "type", "veth", "peer", "name", $"{name}b", "netns", name);
        Ip("link", "set", $"{name}a", "master", _name, "up");
        Ip("-n", name, "address", "add", $"{address}/24", "dev", $"{name}b");
        Ip("-n", name, "link", "set", $"{name}b", "up");
        Ip("-n", name, "link", "set", "lo", "up");
        return (address, ["ip", "netns", "exec", name]);
    }

    /// <summary>Lets everything between silos vanish, or lets it through again. Fronts and the database are reached all the while.</summary>
    public void Cut(bool cut)
    {
        foreach (var (name, address) in _silos)
        {
            foreach (var (_, other) in _silos.Where(each => !each.Address.Equals(address)))
                Ip("-n", name, "route", cut ? "add" : "delete", "blackhole", $"{other}/32");
        }
    }

    public void Dispose()
    {
        foreach (var (name, _) in _silos)
            Ip("netns", "delete", name);
        Ip("link", "delete", _name);
    }

    private static void Ip(params string[] arguments)
    {
        using var ip = Process.Start(new ProcessStartInfo("ip", arguments) { RedirectStandardError = true })!;
        var said = ip.StandardError.ReadToEnd();
        ip.WaitForExit();
        if (ip.ExitCode != 0)
            throw new InvalidOperationException($"ip {string.Join(' ', arguments)}: {said.Trim()} (It takes root.)");
    }
}
