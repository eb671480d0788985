using System.Collections.Concurrent;
using System.Diagnostics;

namespace SeeSupport.Installations;

/// <summary>A process of the product, from its start to its end. Settings go into its environment.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);

    private readonly ConcurrentQueue<string> _output = new();
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly TaskCompletionSource<string> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process _process;
    private readonly string _readyMark;

    private ServerProcess(ProcessStartInfo start, string readyMark)
    {
        _readyMark = readyMark;
        _process = new() { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Print(line.Data);
        _process.ErrorDataReceived += (_, line) => _errors.Enqueue(line.Data ?? "");
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What it printed.</summary>
    public IReadOnlyList<string> Output => [.. _output];

    /// <summary>What it complained about.</summary>
    public IReadOnlyList<string> Errors => [.. _errors.Where(line => line.Length > 0)];

    /// <summary>Its id.</summary>
    public int Id => _process.Id;

    /// <summary>Whether it has ended.</summary>
    public bool IsOver => _process.HasExited;

    /// <summary>Starts a program; the line that begins with <paramref name="readyMark"/> says that it is ready.</summary>
    public static ServerProcess Launch(
        string program, IEnumerable<string> arguments, string readyMark, IEnumerable<KeyValuePair<string, string?>>? settings = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var (key, value) in settings ?? [])
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        return new(start, readyMark);
    }

    /// <summary>Waits for the line that says it is ready, and gives the rest of that line.</summary>
    public async Task<string> IsReady()
    {
        var over = _process.WaitForExitAsync();
        if (await Task.WhenAny(_ready.Task, over).WaitAsync(Patience) == over)
            throw new InvalidOperationException($"{_process.StartInfo.FileName} {string.Join(' ', _process.StartInfo.ArgumentList)} ended with {_process.ExitCode}.\n{Said}");
        return await _ready.Task;
    }

    /// <summary>Waits until it ends by itself, and gives its exit code.</summary>
    public async Task<int> Ends()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    /// <summary>Everything it said.</summary>
    public string Said => string.Join('\n', _output.Concat(_errors));

    /// <summary>Asks it to stop, as a service manager does.</summary>
    public void AskToStop() => Send("TERM");

    /// <summary>Sends it a signal, such as <c>STOP</c> and <c>CONT</c>.</summary>
    public void Send(string signal) => Process.Start("kill", [$"-{signal}", $"{_process.Id}"]).WaitForExit();

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
        if (line.StartsWith(_readyMark, StringComparison.Ordinal))
            _ready.TrySetResult(line[_readyMark.Length..].Trim());
    }
}
