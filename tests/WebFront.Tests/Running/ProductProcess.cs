using System.Collections.Concurrent;
using System.Diagnostics;
using SeeSupport.FarAway;

namespace SeeSupport.WebFront.Running;

/// <summary>The product as people run it: a process of its own.</summary>
internal sealed class ProductProcess : IAsyncDisposable
{
    private const string Ready = "SeeSupport is ready: ";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly TaskCompletionSource<Uri> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ProductProcess(Process process) => _process = process;

    /// <summary>What it printed.</summary>
    public IReadOnlyList<string> Output => [.. _output];

    /// <summary>What it complained about.</summary>
    public string Errors => string.Join('\n', _errors);

    /// <summary>Its id.</summary>
    public int Id => _process.Id;

    /// <summary>Starts it with a command line; settings go into its environment.</summary>
    public static ProductProcess Launch(string[] arguments, params (string Key, string Value)[] settings)
    {
        // The front's own build beside this one: same configuration, same grid.
        var own = AppContext.BaseDirectory;
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
            ArgumentList = { own.Replace(Path.Combine("tests", "WebFront.Tests"), "WebFront", StringComparison.Ordinal) + "SeeSupport.WebFront.dll" },
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (key, value) in settings)
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;

        var product = new ProductProcess(new Process { StartInfo = start, EnableRaisingEvents = true });
        product._process.OutputDataReceived += (_, line) => product.Print(line.Data);
        product._process.ErrorDataReceived += (_, line) => product._errors.Enqueue(line.Data ?? "");
        product._process.Start();
        product._process.BeginOutputReadLine();
        product._process.BeginErrorReadLine();
        return product;
    }

    /// <summary>Starts it on a data folder and waits until it is ready.</summary>
    public static async Task<(ProductProcess Process, Uri Address)> Start(string data, int? port = null, params (string Key, string Value)[] settings)
    {
        var process = Launch(["--urls", $"http://127.0.0.1:{port ?? FreePort.Next()}", "--data", data], [.. await KeptGrid.Of(data), .. settings]);
        return (process, await process.IsReady());
    }

    /// <summary>Waits for the line that says where it is ready.</summary>
    public async Task<Uri> IsReady()
    {
        var over = _process.WaitForExitAsync();
        if (await Task.WhenAny(_ready.Task, over).WaitAsync(Patience) == over)
            Assert.Fail($"The product ended with {_process.ExitCode}.\n{string.Join('\n', Output)}\n{Errors}");
        return await _ready.Task;
    }

    /// <summary>Waits until it ends by itself, and gives its exit code.</summary>
    public async Task<int> Ends()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    /// <summary>Asks it to stop, as a service manager does.</summary>
    public void AskToStop() => Process.Start("kill", ["-TERM", $"{_process.Id}"]).WaitForExit();

    /// <summary>Ends it at once, as a crash does.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await Kill();
        _process.Dispose();
    }

    private void Print(string? line)
    {
        if (line is null)
            return;
        _output.Enqueue(line);
        if (line.StartsWith(Ready, StringComparison.Ordinal))
            _ready.TrySetResult(new(line[Ready.Length..]));
    }
}
