using System.Diagnostics;

namespace SeeSupport.Bench.Processes;

/// <summary>The product as users run it, with its limits on one network lifted: all load comes from one address.</summary>
internal static class Product
{
    /// <summary>The built front.</summary>
    public static string Assembly { get; } = Find();

    /// <summary>Starts it on a data folder.</summary>
    public static Task<ServerProcess> Start(TemporaryFolder data, IReadOnlyDictionary<string, string>? environment = null) => ServerProcess.Start(
        "dotnet",
        [
            Assembly, "--urls", "http://127.0.0.1:0", "--data", data.Path,
            .. s_lifted.Select(setting => $"--{setting.Key}={setting.Value}"),
        ],
        "SeeSupport is ready: ",
        environment);

    /// <summary>Makes an account on the data folder of a running product, as an administrator does at the command line.</summary>
    public static async Task CreateAgent(TemporaryFolder data, string username, string password)
    {
        using var command = Process.Start(new ProcessStartInfo(
            "dotnet",
            [Assembly, "accounts", "create", "--data", data.Path, "--username", username, "--role", "restricted-agent", "--password", password])
        {
            RedirectStandardOutput = true,
        })!;
        var output = await command.StandardOutput.ReadToEndAsync();
        await command.WaitForExitAsync();
        if (command.ExitCode != 0)
            throw new InvalidOperationException($"The account {username} could not be made: {output}");
    }

    /// <summary>Settings that lift the limits.</summary>
    public static IReadOnlyDictionary<string, string> Lifted => s_lifted;

    private static readonly Dictionary<string, string> s_lifted = new()
    {
        ["SeeSupport:Hubs:SignalsPerSecond"] = "1000000",
        ["SeeSupport:Hubs:SignalsAtOnce"] = "1000000",
        ["SeeSupport:Hubs:CommandsPerSecond"] = "1000000",
        ["SeeSupport:Hubs:CommandsAtOnce"] = "1000000",
        ["SeeSupport:Hubs:ConnectionsPerSecondOfNetwork"] = "1000000",
        ["SeeSupport:Hubs:ConnectionsAtOnceOfNetwork"] = "1000000",
        ["SeeSupport:Codes:TriesPerNetwork"] = "1000000",
        ["SeeSupport:Codes:BreakerMisses"] = "1000000",
        ["SeeSupport:Invites:AgentPerHour"] = "1000000",
        ["SeeSupport:Invites:AgentPerDay"] = "1000000",
        ["SeeSupport:Invites:GlobalPerHour"] = "1000000",
        ["SeeSupport:Invites:GlobalPerDay"] = "1000000",
    };

    private static string Find()
    {
        // The front's own build beside this one: same configuration, same grid.
        var own = AppContext.BaseDirectory;
        var bin = own.LastIndexOf($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal);
        return Path.GetFullPath(Path.Combine(own[..bin], "../../WebFront", own[(bin + 1)..], "SeeSupport.WebFront.dll"));
    }
}
