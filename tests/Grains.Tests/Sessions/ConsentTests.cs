using SeeSupport.Consents;
using static SeeSupport.Sessions.SessionUnderTest;

namespace SeeSupport.Sessions;

/// <summary>What the consumer agrees to, and for how long.</summary>
public class ConsentTests
{
    [Theory]
    [InlineData(ConsentSubject.Audio)]
    [InlineData(ConsentSubject.Recording)]
    public void IsOn_OnlyAfterTheAgentAskedAndTheConsumerAgreed(ConsentSubject subject)
    {
        var session = In(SessionStatus.Live);
        session.Do(rules => rules.AskConsent(AgentId, subject));
        Assert.Equal((ConsentState.Asked, EventKind.ConsentAsked), (session.State.Consent(subject), session.Last.Events.Single().Kind));
        session.Do(rules => rules.AskConsent(AgentId, subject));
        Assert.False(session.Last.Changed);

        session.Do(rules => rules.AnswerConsent(Phone, subject, true, null));
        Assert.Equal((ConsentState.On, EventKind.ConsentGiven), (session.State.Consent(subject), session.Last.Events.Single().Kind));
        Assert.Equal(subject.ToString().ToLowerInvariant(), session.Last.Events.Single().Data["subject"]);
        Assert.Equal(ConsentState.On, subject == ConsentSubject.Audio ? session.State.ForAgent("s").Audio : session.State.ForAgent("s").Recording);
        session.Do(rules => rules.AnswerConsent(Phone, subject, true, null));
        Assert.False(session.Last.Changed);

        var other = subject == ConsentSubject.Audio ? ConsentSubject.Recording : ConsentSubject.Audio;
        Assert.Equal(ConsentState.Off, session.State.Consent(other));
    }

    [Fact]
    public void IsEnded_ByEitherSide()
    {
        foreach (var end in (Action<Session>[])[
            rules => rules.EndConsent(AgentId, ConsentSubject.Audio),
            rules => rules.AnswerConsent(Phone, ConsentSubject.Audio, false, null)])
        {
            var session = Agreed(ConsentSubject.Audio);
            session.Do(end);
            Assert.Equal((ConsentState.Off, EventKind.ConsentEnded), (session.State.Audio, session.Last.Events.Single().Kind));
            session.Do(end);
            Assert.False(session.Last.Changed);
        }
    }

    [Theory]
    [InlineData(null, "The consumer does not want to talk here.", null)]
    [InlineData("microphone-missing", "The consumer wants to talk, but their device has no microphone. Talk on the phone, or write.", "microphone-missing")]
    [InlineData("<script>", "The consumer wants to talk, but the browser refuses the microphone. Ask them to allow it left of the address, then ask again.", "microphone-denied")]
    public void TellsTheAgentWhy_WhenTheConsumerDoesNotAgree(string? trouble, string sentence, string? code)
    {
        var session = In(SessionStatus.Live);
        session.Do(rules => rules.AskConsent(AgentId, ConsentSubject.Audio));
        session.Do(rules => rules.AnswerConsent(Phone, ConsentSubject.Audio, false, trouble));
        var line = session.Last.Events.Single();
        Assert.Equal((ConsentState.Off, EventKind.ConsentRefused, sentence), (session.State.Audio, line.Kind, line.Text));
        Assert.Equal(code, line.Data.GetValueOrDefault("code"));
    }

    [Fact]
    public void IsAskedAgain_WhenAnotherPhoneTakesThePlace()
    {
        var session = Agreed(ConsentSubject.Recording);
        session.Do(rules => rules.RenewCode(AgentId, "111222333", session.Now + TimeSpan.FromMinutes(10)));
        session.Arrive(Stranger.DeviceKeyHash);
        session.Do(rules => rules.Join(Stranger, Address("stranger-1")));
        Assert.Equal(ConsentState.Asked, session.State.Recording);
        Assert.Contains(session.Last.Events, line => line.Kind == EventKind.ConsentAsked);
    }

    [Fact]
    public void Outlives_TheSamePhonesReturn()
    {
        var session = Agreed(ConsentSubject.Audio);
        session.Do(rules => rules.Detach(ParticipantRole.Consumer, "phone-1"));
        session.Do(rules => rules.AttachConsumer(Phone, Address("phone-2")));
        session.Do(rules => rules.Join(Phone, Address("phone-2")));
        Assert.Equal(ConsentState.On, session.State.Audio);
    }

    [Fact]
    public void OfRecording_EndsWithAHold_AndAllEndWithTheSession()
    {
        var session = Agreed(ConsentSubject.Recording);
        session.Do(rules => rules.AskConsent(AgentId, ConsentSubject.Audio));
        session.Do(rules => rules.SetHold(AgentId, true));
        Assert.Equal((ConsentState.Off, ConsentState.Asked), (session.State.Recording, session.State.Audio));
        session.Do(rules => rules.Close(AgentId, Closing()));
        Assert.Equal(ConsentState.Off, session.State.Audio);
        session.Do(rules => rules.Reopen(AgentId, "111222333", session.Now + TimeSpan.FromMinutes(10)));
        Assert.Equal((ConsentState.Off, ConsentState.Off), (session.State.Recording, session.State.Audio));
    }

    [Fact]
    public void IsShownToNoOtherDevice()
    {
        var session = Agreed(ConsentSubject.Recording);
        session.Do(rules => rules.RenewCode(AgentId, "111222333", session.Now + TimeSpan.FromMinutes(10)));
        session.Arrive(Stranger.DeviceKeyHash);
        Assert.Equal(ConsentState.Off, session.State.ForConsumer("s", session.State.Find(Stranger.DeviceKeyHash)!).Recording);
        Assert.Equal(ConsentState.On, session.State.ForConsumer("s", session.State.JoinedDevice()!).Recording);
        Assert.Equal("not-joined", session.Refused(rules => rules.AnswerConsent(Stranger, ConsentSubject.Recording, true, null)));
    }

    private static SessionUnderTest Agreed(ConsentSubject subject)
    {
        var session = In(SessionStatus.Live);
        session.Do(rules => rules.AskConsent(AgentId, subject));
        session.Do(rules => rules.AnswerConsent(Phone, subject, true, null));
        return session;
    }
}
