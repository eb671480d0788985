using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using SeeSupport.FarAway;

namespace SeeSupport.Browser;

/// <summary>The product as people run it: a process of its own on a data folder of its own, at a port that stays the same over restarts.</summary>
public sealed partial class Product : IAsyncDisposable
{
    private readonly Surroundings _surroundings;
    private readonly ConcurrentQueue<string> _output = new();
    private Process? _process;

    private Product(Dictionary<string, string?> settings, int port)
    {
        _surroundings = new(port, settings);
        Port = port;
        Data = Directory.CreateTempSubdirectory("seesupport-").FullName;
    }

    /// <summary>The port it listens at.</summary>
    public int Port { get; }

    /// <summary>Its data folder.</summary>
    public string Data { get; }

    /// <summary>What it printed, line by line.</summary>
    public IEnumerable<string> Output => _output;

    /// <summary>Where it said it is ready.</summary>
    public string Address { get; private set; } = "";

    /// <summary>The Restricted Agent that the first start made.</summary>
    public (string Username, string Password) Agent { get; private set; }

    /// <summary>The Administrator that the first start made.</summary>
    public (string Username, string Password) Administrator { get; private set; }

    /// <summary>Where it is, and its first accounts.</summary>
    public Workplace Workplace => new(Address, Port, Agent, Administrator);

    /// <summary>Starts the product with settings such as <c>SeeSupport:Turn:RelayOnly</c> and waits until it is ready.</summary>
    public static async Task<Product> Start(params IEnumerable<KeyValuePair<string, string?>>[] settings)
    {
        var product = new Product(settings.SelectMany(s => s).GroupBy(s => s.Key).ToDictionary(s => s.Key, s => s.Last().Value), FreePort.Next());
        await product.Start();
        return product;
    }

    /// <summary>The folder of its recordings, which several fronts share.</summary>
    public string Recordings => _surroundings.Settings.GetValueOrDefault("SeeSupport:Recordings:Folder") ?? Path.Combine(Data, "recordings");

    /// <summary>Starts it (again) on the same data and the same port, and waits until it is ready.</summary>
    public async Task Start()
    {
        await _surroundings.Prepare();
        var start = Command("--urls", $"http://127.0.0.1:{_surroundings.FrontPort}");
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Read(line.Data, ready);
        _process.ErrorDataReceived += (_, line) => Read(line.Data, ready);
        _process.Exited += (_, _) => ready.TrySetException(new InvalidOperationException("The product stopped:\n" + string.Join('\n', _output)));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await ready.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await _surroundings.Complete();
    }

    /// <summary>Makes one more Restricted Agent, as operations people do.</summary>
    public async Task<(string Username, string Password)> CreateAgent(string username)
    {
        const string Password = "Correct-Horse-7";
        using var process = Process.Start(Command("accounts", "create", "--username", username, "--name", "Agent", "--role", "restricted-agent", "--password", Password))!;
        var said = await process.StandardOutput.ReadToEndAsync() + await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, said);
        return (username, Password);
    }

    /// <summary>Ends the process at once, as a crash or a power switch would.</summary>
    public async Task KillHard()
    {
        _process!.Kill();
        await _surroundings.KillHard();
        await _process.WaitForExitAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            await KillHard();
        }

        _process?.Dispose();
        await _surroundings.DisposeAsync();
        TestContext.Current.TestOutputHelper?.WriteLine("The product said:\n" + string.Join('\n', _output));
        Directory.Delete(Data, recursive: true);
    }

    private ProcessStartInfo Command(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Assembly(), .. arguments, "--data", Data])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Data,
        };
        foreach (var (key, value) in _surroundings.Settings)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        return start;
    }

    private void Read(string? line, TaskCompletionSource ready)
    {
        if (line is null)
        {
            return;
        }

        _output.Enqueue(line);
        if (Account().Match(line) is { Success: true } account)
        {
            var person = (account.Groups["name"].Value, account.Groups["password"].Value);
            (Agent, Administrator) = account.Groups["role"].Value == "Administrator" ? (Agent, person) : (person, Administrator);
        }

        if (line.StartsWith("SeeSupport is ready: ", StringComparison.Ordinal))
        {
            Address = line["SeeSupport is ready: ".Length..].Trim().TrimEnd('/');
            ready.TrySetResult();
        }
    }

    /// <summary>A file of the source tree.</summary>
    public static string File(string path)
    {
        var own = AppContext.BaseDirectory;
        return Path.Combine(own[..own.IndexOf(Path.Combine("tests", "Browser"), StringComparison.Ordinal)], path);
    }

    /// <summary>The built front beside this test's own build: same configuration, same grid.</summary>
    private static string Assembly()
    {
        var own = AppContext.BaseDirectory;
        var build = own[(own.IndexOf($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal) + 1)..];
        return File(Path.Combine("WebFront", build, "SeeSupport.WebFront.dll"));
    }

    [GeneratedRegex("^(?<role>Restricted Agent|Administrator): (?<name>\\S+) / (?<password>\\S+)$")]
    private static partial Regex Account();
}
