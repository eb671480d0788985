namespace SeeSupport.Sessions;

/// <summary>Signals for a peer that is coming back, in order. When there are too many the oldest go: the browsers begin anew then.</summary>
internal sealed class SignalBuffer
{
    /// <summary>Most signals that wait.</summary>
    public const int MostSignals = 256;

    /// <summary>Most characters that wait, all together.</summary>
    public const int MostCharacters = 256 * 1024;

    private readonly Queue<string> _waiting = new();
    private int _characters;

    /// <summary>Keeps a signal; gives the number of older ones that were dropped for it.</summary>
    public int Add(string payload)
    {
        _waiting.Enqueue(payload);
        _characters += payload.Length;
        var dropped = 0;
        for (; _waiting.Count > MostSignals || _characters > MostCharacters; dropped++)
            _characters -= _waiting.Dequeue().Length;
        return dropped;
    }

    /// <summary>Takes all that waits, oldest first.</summary>
    public string[] TakeAll()
    {
        string[] all = [.. _waiting];
        Clear();
        return all;
    }

    /// <summary>Forgets all that waits.</summary>
    public void Clear()
    {
        _waiting.Clear();
        _waiting.TrimExcess();
        _characters = 0;
    }
}
