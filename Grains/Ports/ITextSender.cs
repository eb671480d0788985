using SeeSupport.Invites;

namespace SeeSupport.Ports;

/// <summary>Sends what agents write to phones, or puts it into the outbox where no text messages are set up.</summary>
public interface ITextSender
{
    /// <summary>Hands one text to its channel, in the way of <see cref="IInviteSender.Send"/>.</summary>
    Task<DeliveryReport> Send(TextMessage message, CancellationToken cancellation);

    /// <summary>How many segments are charged for a text.</summary>
    int Segments(string text);
}

/// <summary>One text message, ready to be sent.</summary>
/// <param name="SessionId">The session that it is sent from.</param>
/// <param name="TextId">Identity within the session; goes into the status callback's address.</param>
/// <param name="AgentId">Whose session it is.</param>
/// <param name="To">The number in E.164 form.</param>
/// <param name="Text">The words, at most 1,600 characters.</param>
public sealed record TextMessage(string SessionId, string TextId, string AgentId, string To, string Text);
