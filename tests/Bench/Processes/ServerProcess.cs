using System.Diagnostics;

namespace SeeSupport.Bench.Processes;

/// <summary>A server in a process of its own, from its start to its end.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly List<string> _output = [];
    private readonly TaskCompletionSource<string> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _readyMark;

    private ServerProcess(ProcessStartInfo start, string readyMark)
    {
        _readyMark = readyMark;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        var watch = Stopwatch.StartNew();
        _process = new() { StartInfo = start, EnableRaisingEvents = true };
        _process.Exited += (_, _) => _ready.TrySetException(new InvalidOperationException(
            $"{start.FileName} {string.Join(' ', start.ArgumentList)} ended before it was ready:\n{string.Join('\n', Output)}"));
        _process.OutputDataReceived += (_, line) => Hear(line.Data, watch);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data, watch);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Its id.</summary>
    public int Id => _process.Id;

    /// <summary>What it printed so far.</summary>
    public IReadOnlyList<string> Output
    {
        get
        {
            lock (_output)
                return [.. _output];
        }
    }

    /// <summary>What followed the mark in the line that says it is ready.</summary>
    public string ReadyText => _ready.Task.Result;

    /// <summary>From the start of the process to the line that says it is ready.</summary>
    public TimeSpan TimeToReady { get; private set; }

    /// <summary>Processor time it used since its start, of all cores.</summary>
    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts a program and waits until it prints a line that begins with <paramref name="readyMark"/>.</summary>
    public static async Task<ServerProcess> Start(
        string program, IEnumerable<string> arguments, string readyMark, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        var server = new ServerProcess(start, readyMark);
        try
        {
            await server._ready.Task.WaitAsync(s_patience);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Memory that only this process has, in RAM, bytes, after all garbage is gone.</summary>
    public Task<long> PrivateBytes() => PrivateMemory.Of(_process.Id);

    /// <summary>Ends it as a service manager does: asks, then insists.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            using var ask = Process.Start("kill", [_process.Id.ToString()]);
            await ask.WaitForExitAsync();
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            try
            {
                await _process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill(entireProcessTree: true);
                await _process.WaitForExitAsync();
            }
        }

        _process.Dispose();
    }

    private void Hear(string? line, Stopwatch watch)
    {
        if (line is null)
            return;
        lock (_output)
            _output.Add(line);
        if (line.StartsWith(_readyMark, StringComparison.Ordinal) && !_ready.Task.IsCompleted)
        {
            TimeToReady = watch.Elapsed;
            _ready.TrySetResult(line[_readyMark.Length..].Trim());
        }
    }
}
