using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace SeeSupport.Browser;

/// <summary>
/// A phone that is reached over one of two networks, as with Wi-Fi and mobile data: a namespace of the kernel with two wires, of which one
/// is connected. Takes root and iproute2. Addresses are of the block for benchmarks (RFC 2544), which no network uses.
/// </summary>
public sealed class TwoNetworks : IDisposable
{
    private readonly string _name = string.Create(CultureInfo.InvariantCulture, $"phone{Environment.ProcessId}");
    private readonly string _block = string.Create(CultureInfo.InvariantCulture, $"198.19.{Environment.ProcessId % 250}");
    private readonly string _browser;

    private TwoNetworks()
    {
        Here = IPAddress.Parse($"{_block}.1");
        Ip("netns", "add", _name);
        Ip("address", "add", $"{Here}/32", "dev", "lo");
        Ip("-n", _name, "link", "set", "lo", "up");
        Lay("w", 4);
        Lay("m", 8);
        Connect("w", 4);

        _browser = Path.GetTempFileName();
        File.WriteAllText(_browser, $"#!/bin/sh\nexec ip netns exec {_name} {Browsers.Chromium} \"$@\"\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_browser, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    /// <summary>Whether networks can be made here.</summary>
    public static bool CanBeMade => Environment.UserName == "root" && (File.Exists("/usr/sbin/ip") || File.Exists("/sbin/ip"));

    /// <summary>Where the phone finds this machine, on either network.</summary>
    public IPAddress Here { get; }

    /// <summary>What runs a browser on the phone.</summary>
    public string Browser => _browser;

    /// <summary>Makes both, and connects the phone to the first one.</summary>
    public static TwoNetworks Make() => new();

    /// <summary>The phone leaves the first network and is on the second one, where it has another address.</summary>
    public void Change()
    {
        Ip("-n", _name, "address", "flush", "dev", $"{_name}w");
        Ip("-n", _name, "link", "set", $"{_name}w", "down");
        Connect("m", 8);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        File.Delete(_browser);
        Ip("netns", "delete", _name);
        Ip("address", "delete", $"{Here}/32", "dev", "lo");
    }

    /// <summary>One wire: this machine's end has the first address of the four, the phone's the second.</summary>
    private void Lay(string wire, int at)
    {
        Ip("link", "add", $"{_name}{wire}h", "type", "veth", "peer", "name", $"{_name}{wire}", "netns", _name);
        Ip("address", "add", $"{_block}.{at + 1}/30", "dev", $"{_name}{wire}h");
        Ip("link", "set", $"{_name}{wire}h", "up");
        Ip("-n", _name, "address", "add", $"{_block}.{at + 2}/30", "dev", $"{_name}{wire}");
    }

    private void Connect(string wire, int at)
    {
        Ip("-n", _name, "link", "set", $"{_name}{wire}", "up");
        Ip("-n", _name, "route", "add", "default", "via", $"{_block}.{at + 1}");
    }

    private static void Ip(params string[] arguments)
    {
        using var ip = Process.Start(new ProcessStartInfo("ip", arguments) { RedirectStandardError = true })!;
        var said = ip.StandardError.ReadToEnd();
        ip.WaitForExit();
        if (ip.ExitCode != 0)
            throw new InvalidOperationException($"ip {string.Join(' ', arguments)}: {said.Trim()}");
    }
}
