using System.Text.Json;
using SeeSupport.Wire;

namespace SeeSupport.WebFront.Running;

/// <summary>A page with its hub connection, and everything the server has called on it, in order.</summary>
internal abstract class Page : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly List<HubCall> _calls = [];
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The connection.</summary>
    public HubClient Hub { get; protected set; } = null!;

    /// <summary>What the server has called so far.</summary>
    public HubCall[] Calls
    {
        get
        {
            lock (_calls)
                return [.. _calls];
        }
    }

    /// <summary>Calls a hub method that must be done, and gives its value.</summary>
    public async Task<JsonElement> Ask(string method, params object?[] arguments)
    {
        var answer = await Hub.Invoke(method, arguments).WaitAsync(Patience);
        Assert.False(answer.TryGetProperty("problem", out var problem), $"{method}: {problem}");
        return answer.GetProperty("value");
    }

    /// <summary>Calls a hub method that must be refused, and gives the problem's code.</summary>
    public async Task<string> AskInVain(string method, params object?[] arguments)
    {
        var answer = await Hub.Invoke(method, arguments).WaitAsync(Patience);
        Assert.True(answer.TryGetProperty("problem", out var problem), $"{method} was done: {answer}");
        Assert.NotEmpty(problem.GetProperty("sentence").GetString()!);
        return problem.GetProperty("code").GetString()!;
    }

    /// <summary>Waits until the server has called a method so often with what is looked for, and gives those calls.</summary>
    public async Task<HubCall[]> Hear(string target, int count = 1, Func<HubCall, bool>? when = null)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            Task more;
            lock (_calls)
            {
                var heard = _calls.Where(call => call.Target == target && when?.Invoke(call) != false).ToArray();
                if (heard.Length >= count)
                    return heard;
                more = _more.Task;
            }

            try
            {
                await more.WaitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"{target} was not called {count} times. Called: {string.Join("; ", Calls.Select(call => $"{call.Target} {call.Arguments}"))}");
            }
        }
    }

    /// <summary>Waits until a pushed view is as looked for, and gives it.</summary>
    public async Task<JsonElement> See(Func<JsonElement, bool> view)
    {
        var calls = await Hear("Updated", when: call => view(call.Arguments[0].GetProperty("view")));
        return calls[^1].Arguments[0].GetProperty("view");
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Hub.DisposeAsync();

    protected void Heard(HubCall call)
    {
        TaskCompletionSource more;
        lock (_calls)
        {
            _calls.Add(call);
            (more, _more) = (_more, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        more.SetResult();
    }
}
