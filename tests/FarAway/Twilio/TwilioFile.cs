namespace SeeSupport.FarAway.Twilio;

/// <summary>A file of a picture message, and how Twilio behaves when it is asked for it.</summary>
public sealed record TwilioFile
{
    /// <summary>Its bytes.</summary>
    public required byte[] Content { get; init; }

    /// <summary>What the message says it is, true or not.</summary>
    public string Type { get; init; } = "image/jpeg";

    /// <summary>So many zeros follow the content.</summary>
    public long Zeros { get; init; }

    /// <summary>Whether the answer says how long it is.</summary>
    public bool TellsLength { get; init; } = true;

    /// <summary>The address that the message names; null for where the file lies.</summary>
    public string? Address { get; init; }

    /// <summary>Where the API leads to; null for Twilio's media host.</summary>
    public string? Location { get; init; }

    /// <summary>So many requests for it are answered with 500 before one succeeds.</summary>
    public int Failures { get; init; }

    /// <summary>So many requests to delete it are answered with 500 before one succeeds.</summary>
    public int DeleteFailures { get; init; }

    /// <summary>The API's answer waits for this.</summary>
    public Task AskGate { get; init; } = Task.CompletedTask;

    /// <summary>The second half of the bytes waits for this.</summary>
    public Task Gate { get; init; } = Task.CompletedTask;

    /// <summary>Deleting waits for this.</summary>
    public Task DeleteGate { get; init; } = Task.CompletedTask;
}
