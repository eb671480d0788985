using SeeSupport.Consents;

namespace SeeSupport.Sessions;

/// <content>What the consumer is asked for apart from the camera: to talk, and to be recorded.</content>
internal sealed partial class Session
{
    /// <summary>The agent asks. Asked again while it is asked or agreed to, nothing changes.</summary>
    public void AskConsent(string agentId, ConsentSubject subject)
    {
        OpenForJoined(agentId);
        if (_state.Picture == Picture.None)
            throw new SeeSupportException(Problems.NotLive);
        if (subject == ConsentSubject.Recording && _state.OnHold)
            throw new SeeSupportException(Problems.OnHold);
        if (_state.Consent(subject) == ConsentState.Off)
            Ask(subject);
    }

    /// <summary>The agent ends what was agreed to, or asks no more.</summary>
    public void EndConsent(string agentId, ConsentSubject subject)
    {
        OpenFor(agentId);
        End(subject, ParticipantRole.Agent, subject switch
        {
            _ when _state.Consent(subject) == ConsentState.Asked => "The agent took the question back.",
            ConsentSubject.Audio => "The agent turned the sound off.",
            _ => "The agent stopped the recording.",
        });
    }

    /// <summary>The consumer answers, or ends what they had agreed to.</summary>
    /// <param name="consumer">Who answers.</param>
    /// <param name="subject">What was asked.</param>
    /// <param name="agreed">Whether they agree.</param>
    /// <param name="troubleCode">What kept them from it against their will: a code of the phone's own list; null when nothing did.</param>
    public void AnswerConsent(ConsumerIdentity consumer, ConsentSubject subject, bool agreed, string? troubleCode)
    {
        OpenForJoined(consumer);
        switch (_state.Consent(subject), agreed)
        {
            case (ConsentState.Asked, true):
                _state = _state.With(subject, ConsentState.On);
                LogConsent(EventKind.ConsentGiven, ParticipantRole.Consumer, subject,
                    subject == ConsentSubject.Audio ? "The consumer agreed to talk: the sound is on." : "The consumer agreed to the recording.");
                break;
            case (ConsentState.Off, true):
                throw new SeeSupportException(Problems.ConsentNotAsked);
            case (ConsentState.Asked, false):
                _state = _state.With(subject, ConsentState.Off);
                var trouble = troubleCode is null ? null : Troubles.Known(troubleCode, Troubles.MicrophoneDenied);
                LogConsent(EventKind.ConsentRefused, ParticipantRole.Consumer, subject, Troubles.ForAgent(trouble)?.Sentence
                    ?? (subject == ConsentSubject.Audio ? "The consumer does not want to talk here." : "The consumer does not want to be recorded."), trouble);
                break;
            case (ConsentState.On, false):
                End(subject, ParticipantRole.Consumer,
                    subject == ConsentSubject.Audio ? "The consumer turned the sound off." : "The consumer stopped the recording.");
                break;
        }
    }

    /// <summary>Somebody else holds the phone now: what the one before agreed to has to be asked again.</summary>
    private void AskAgain()
    {
        foreach (var subject in Enum.GetValues<ConsentSubject>())
        {
            if (_state.Consent(subject) != ConsentState.Off)
                Ask(subject);
        }
    }

    private void Ask(ConsentSubject subject)
    {
        if (subject == ConsentSubject.Recording)
            EndRecordings();
        _state = _state.With(subject, ConsentState.Asked);
        LogConsent(EventKind.ConsentAsked, ParticipantRole.Agent, subject,
            subject == ConsentSubject.Audio ? "The agent asked to talk." : "The agent asked to record.");
    }

    private void End(ConsentSubject subject, ParticipantRole by, string text)
    {
        if (_state.Consent(subject) == ConsentState.Off)
            return;
        _state = _state.With(subject, ConsentState.Off);
        if (subject == ConsentSubject.Recording)
            EndRecordings();
        LogConsent(EventKind.ConsentEnded, by, subject, text);
    }

    private void LogConsent(EventKind kind, ParticipantRole by, ConsentSubject subject, string text, string? code = null) =>
        Log(kind, by, text, ("subject", Words.Of(subject)), ("code", code));
}
