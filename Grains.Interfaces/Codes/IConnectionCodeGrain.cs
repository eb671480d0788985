namespace SeeSupport.Codes;

/// <summary>One connection code: which session it opens, until when, and for which device. Key: nine digits.</summary>
[Alias("SeeSupport.IConnectionCodeGrain")]
public interface IConnectionCodeGrain : IGrainWithStringKey
{
    /// <summary>Takes the code for a session; false when a live session has it.</summary>
    [Alias("Reserve")]
    Task<bool> Reserve(string sessionId, DateTimeOffset expiresAt);

    /// <summary>The session that the code opens right now; null when there is none, whatever the cause.</summary>
    [Alias("Look")]
    Task<string?> Look();

    /// <summary>Spends the code for a device; true for the one device it opens, however often that one asks; false for all others.</summary>
    [Alias("Redeem")]
    Task<bool> Redeem(string sessionId, string deviceKeyHash);

    /// <summary>Frees the code. Nothing happens when it belongs to another session by now.</summary>
    [Alias("Release")]
    Task Release(string sessionId);
}
