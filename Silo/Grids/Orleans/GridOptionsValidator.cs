using System.Net;
using Microsoft.Extensions.Options;
using Npgsql;

namespace SeeSupport.Grids;

/// <summary>Names the key of every value that cannot be used; never repeats a connection string, which holds a password.</summary>
internal sealed class GridOptionsValidator : IValidateOptions<GridOptions>
{
    public ValidateOptionsResult Validate(string? name, GridOptions options)
    {
        var troubles = Troubles(options).ToArray();
        return troubles.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(troubles);
    }

    private static IEnumerable<string> Troubles(GridOptions options)
    {
        if (options.ConnectionString is { } text && !IsReadable(text))
            yield return $"{Key(nameof(options.ConnectionString))} cannot be read. Write it as Host=…;Database=…;Username=…;Password=….";
        foreach (var (key, value) in new[] { (nameof(options.ClusterId), options.ClusterId), (nameof(options.ServiceId), options.ServiceId) })
        {
            if (string.IsNullOrWhiteSpace(value) || value.Length > 150)
                yield return $"{Key(key)} has to be a name of 1 to 150 characters.";
        }

        if (options.Address is { Length: > 0 } address && !IPAddress.TryParse(address, out _))
            yield return $"{Key(nameof(options.Address))} is '{address}' and has to be the IP address at which other processes reach this silo.";
        foreach (var (key, port) in new[] { (nameof(options.SiloPort), options.SiloPort), (nameof(options.GatewayPort), options.GatewayPort) })
        {
            if (port is < 1 or > 65535)
                yield return $"{Key(key)} is {port} and has to be from 1 to 65535.";
        }

        if (options.SiloPort is { } both && both == options.GatewayPort)
            yield return $"{Key(nameof(options.SiloPort))} and {Key(nameof(options.GatewayPort))} are both {both}. Give each a port of its own.";
        if (options.ConnectionString is null && options.Silo == SiloPlace.Apart)
            yield return $"{Key(nameof(options.Silo))} is Apart, and silos are found in a database. Set {Key(nameof(options.ConnectionString))} too.";
        foreach (var (key, value) in new[] { (nameof(options.ShedAtCpu), options.ShedAtCpu), (nameof(options.ShedAtMemory), options.ShedAtMemory) })
        {
            if (value is < 1 or > 100)
                yield return $"{Key(key)} is {value} and has to be from 1 to 100.";
        }

        if (options.MostConnections is < 2 or > 1000)
            yield return $"{Key(nameof(options.MostConnections))} is {options.MostConnections} and has to be from 2 to 1000.";
    }

    private static string Key(string property) => $"{GridOptions.Section}:{property}";

    private static bool IsReadable(string text)
    {
        try
        {
            return !string.IsNullOrEmpty(new NpgsqlConnectionStringBuilder(text).Host);
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or FormatException or InvalidOperationException)
        {
            return false;
        }
    }
}
