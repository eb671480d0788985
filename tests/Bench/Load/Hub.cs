using SeeSupport.Wire;

namespace SeeSupport.Bench.Load;

/// <summary>How signals look to a hub's client, unread.</summary>
internal static class Hub
{
    private const string Id = "s";

    /// <summary>An invocation that is sent again and again; its answer is not waited for.</summary>
    public static byte[] Repeated(string method, params object?[] arguments) => HubClient.Invocation(method, Id, arguments);

    /// <summary>Takes the pushes that a browser would show and that nobody here reads: what the load costs is not the server's.</summary>
    public static bool TakeUnread(ReadOnlySpan<byte> message) =>
        message.StartsWith("{\"type\":1,\"target\":\"Updated\""u8) || message.StartsWith("{\"type\":1,\"target\":\"Said\""u8);

    /// <summary>Takes signals, and the answers to the repeated ones.</summary>
    public static bool Take(ReadOnlySpan<byte> message, Action? heard)
    {
        if (message.IndexOf("\"Signaled\""u8) >= 0)
        {
            heard?.Invoke();
            return true;
        }

        return message.IndexOf("\"invocationId\":\"s\""u8) >= 0;
    }
}
