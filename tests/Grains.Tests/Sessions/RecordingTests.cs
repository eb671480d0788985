using SeeSupport.Consents;
using SeeSupport.Recordings;
using static SeeSupport.Sessions.SessionUnderTest;

namespace SeeSupport.Sessions;

/// <summary>Recordings of a session: only while the consumer agrees, kept afterwards.</summary>
public class RecordingTests
{
    [Fact]
    public void IsBegunOnlyWhileTheConsumerAgrees()
    {
        var session = In(SessionStatus.Live);
        Assert.Equal("recording-not-agreed", session.Refused(rules => rules.BeginRecording(AgentId, "a")));
        session.Do(rules => rules.AskConsent(AgentId, ConsentSubject.Recording));
        Assert.Equal("recording-not-agreed", session.Refused(rules => rules.BeginRecording(AgentId, "a")));
        session.Do(rules => rules.AnswerConsent(Phone, ConsentSubject.Recording, true, null));
        session.Do(rules => rules.BeginRecording(AgentId, "a"));
        session.Do(rules => rules.BeginRecording(AgentId, "a"));
        Assert.False(session.Last.Changed);
        Assert.Equal("session-not-yours", session.Refused(rules => rules.BeginRecording("agent-2", "b")));
        Assert.Equal((RecordingState.Recording, (DateTimeOffset?)null), (session.State.Recordings.Single().State, session.State.Recordings.Single().EndedAt));
    }

    [Theory]
    [InlineData("withdrawn")]
    [InlineData("stopped")]
    [InlineData("held")]
    [InlineData("closed")]
    [InlineData("another phone")]
    public void Ends_AndTakesWhatWasUnderWayForTenMinutes(string end)
    {
        var session = Recording();
        session.Do(rules =>
        {
            switch (end)
            {
                case "withdrawn":
                    rules.AnswerConsent(Phone, ConsentSubject.Recording, false, null);
                    break;
                case "stopped":
                    rules.EndConsent(AgentId, ConsentSubject.Recording);
                    break;
                case "held":
                    rules.SetHold(AgentId, true);
                    break;
                case "closed":
                    rules.Close(AgentId, Closing());
                    break;
                default:
                    rules.RenewCode(AgentId, "111222333", session.Now + TimeSpan.FromMinutes(10));
                    break;
            }
        });
        if (end == "another phone")
        {
            session.Arrive(Stranger.DeviceKeyHash);
            session.Do(rules => rules.Join(Stranger, Address("stranger-1")));
        }

        Assert.Equal(session.Now, session.State.Recordings.Single().EndedAt);
        session.Now += TimeSpan.FromMinutes(9);
        session.Do(rules => rules.FindRecording(AgentId, "a", toAppend: true));
        session.Now += TimeSpan.FromMinutes(1);
        Assert.Equal("recording-over", session.Refused(rules => rules.FindRecording(AgentId, "a", toAppend: true)));
    }

    [Fact]
    public void IsKeptOnce_AlsoAfterTheSession_AndWithoutAPictureNotAtAll()
    {
        var session = Recording();
        session.Do(rules => rules.BeginRecording(AgentId, "empty"));
        session.Do(rules => rules.Close(AgentId, Closing()));
        session.Do(rules => rules.KeepRecording(AgentId, "a", 4711, TimeSpan.FromSeconds(12)));
        Assert.Equal(EventKind.RecordingKept, session.Last.Events.Single().Kind);
        session.Do(rules => rules.KeepRecording(AgentId, "a", 1, TimeSpan.Zero));
        Assert.False(session.Last.Changed);
        session.Do(rules => rules.KeepRecording(AgentId, "empty", 0, TimeSpan.Zero));
        var kept = Assert.Single(session.State.ForAgent("s").Recordings);
        Assert.Equal((RecordingState.Ready, 4711L, 12_000d), (kept.State, kept.Bytes, kept.DurationMs));
        Assert.Equal("recording-unknown", session.Refused(rules => rules.FindRecording(AgentId, "empty", false)));
    }

    private static SessionUnderTest Recording()
    {
        var session = In(SessionStatus.Live);
        session.Do(rules => rules.AskConsent(AgentId, ConsentSubject.Recording));
        session.Do(rules => rules.AnswerConsent(Phone, ConsentSubject.Recording, true, null));
        session.Do(rules => rules.BeginRecording(AgentId, "a"));
        return session;
    }
}
