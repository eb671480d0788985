using SeeSupport.Sessions;

namespace SeeSupport.WebFront.Hubs;

/// <summary>What the server calls on a consumer's page.</summary>
public interface IConsumerClient
{
    /// <summary>Something in the session is new.</summary>
    Task Updated(ConsumerUpdate update);

    /// <summary>A signal of the agent, as it came.</summary>
    Task Signaled(string payload);

    /// <summary>Another page of the same device has taken the session.</summary>
    Task Superseded();

    /// <summary>The server is about to stop: connect anew after a random part of this many milliseconds.</summary>
    Task Draining(int withinMs);
}
