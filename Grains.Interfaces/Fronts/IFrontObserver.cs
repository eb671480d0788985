using SeeSupport.Sessions;

namespace SeeSupport.Fronts;

/// <summary>How sessions reach the browsers of one front: a single observer for the whole process.</summary>
/// <remarks>A delivery for a connection that is gone makes the front detach that connection from the session.</remarks>
[Alias("SeeSupport.IFrontObserver")]
public interface IFrontObserver : IGrainObserver
{
    /// <summary>How long a delivery may take. A front hands on without waiting for a browser, so one that is silent so long is gone.</summary>
    const string Answer = "00:00:10";

    /// <summary>Hands an agent's browser what is new.</summary>
    [Alias("UpdateAgent"), ResponseTimeout(Answer)]
    Task UpdateAgent(string connectionId, AgentUpdate update);

    /// <summary>Hands a consumer's phone what is new.</summary>
    [Alias("UpdateConsumer"), ResponseTimeout(Answer)]
    Task UpdateConsumer(string connectionId, ConsumerUpdate update);

    /// <summary>Hands on a signal of the other side, as it came.</summary>
    [Alias("Signal"), ResponseTimeout(Answer)]
    Task Signal(string connectionId, string sessionId, string payload);

    /// <summary>Tells a connection that another one has taken its place in the session.</summary>
    [Alias("Superseded"), ResponseTimeout(Answer)]
    Task Superseded(string connectionId, string sessionId);

    /// <summary>Tells an agent's browser how much of a picture has arrived.</summary>
    [Alias("PictureReceiving")]
    Task PictureReceiving(string connectionId, string sessionId, string pictureId, long receivedBytes);
}
