namespace SeeSupport.Bench.Load;

/// <summary>One of the two ends a signal travels between.</summary>
/// <param name="send">Sends the same signal of this end once more.</param>
internal sealed class SignalEnd(Func<ValueTask> send)
{
    /// <summary>Called for each signal of the other end.</summary>
    public Action? Heard { get; set; }

    /// <summary>Sends one signal.</summary>
    public ValueTask Signal() => send();
}
