using System.Collections.Immutable;
using SeeSupport.Sessions;
using SeeSupport.Texts;

namespace SeeSupport.WebFront.Hubs;

/// <summary>What the server calls on an agent's page.</summary>
public interface IAgentClient
{
    /// <summary>Something in a session is new.</summary>
    Task Updated(AgentUpdate update);

    /// <summary>A signal of the consumer, as it came.</summary>
    Task Signaled(string sessionId, string payload);

    /// <summary>Another page of the same agent has taken the session.</summary>
    Task Superseded(string sessionId);

    /// <summary>So much of a picture has arrived, bytes.</summary>
    Task PictureReceiving(string sessionId, string pictureId, long receivedBytes);

    /// <summary>The texts that belong to no session, oldest first.</summary>
    Task WaitingTexts(ImmutableArray<WaitingText> waiting);

    /// <summary>The server is about to stop: connect anew after a random part of this many milliseconds.</summary>
    Task Draining(int withinMs);
}
