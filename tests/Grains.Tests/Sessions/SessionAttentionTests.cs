namespace SeeSupport.Sessions;

public sealed class SessionAttentionTests
{
    [Fact]
    public void Buzz_IsALineForBoth_AndIsNotRepeatedTooSoon()
    {
        var session = SessionUnderTest.In(SessionStatus.Live);
        session.Do(rules => rules.Buzz(SessionUnderTest.AgentId));
        Assert.Equal(EventKind.Buzzed, Assert.Single(session.Last.Events.ForConsumer()).Kind);

        Assert.Equal("buzz-too-soon", session.Refused(rules => rules.Buzz(SessionUnderTest.AgentId)));
        session.Now += TimeSpan.FromSeconds(5);
        session.Do(rules => rules.Buzz(SessionUnderTest.AgentId));
    }

    [Fact]
    public void Buzz_NeedsSomebodyToBuzz() =>
        Assert.Equal("nobody-joined", SessionUnderTest.In(SessionStatus.Arrived).Refused(rules => rules.Buzz(SessionUnderTest.AgentId)));

    [Fact]
    public void NoticeOfABuzz_OnlyGrowsMoreCertain_AndIsOfTheNewestOne()
    {
        var session = SessionUnderTest.In(SessionStatus.Live);
        session.Do(rules => rules.Buzz(SessionUnderTest.AgentId));
        var buzz = session.State.Buzz;

        Notice(buzz, BuzzNotice.Notified);
        Assert.Equal("notified", Assert.Single(session.Last.Events).Data["notice"]);
        Notice(buzz, BuzzNotice.Unnoticed);
        Assert.Empty(session.Last.Events);
        Notice(buzz, BuzzNotice.Notified);
        Assert.Empty(session.Last.Events);
        Notice(buzz - 1, BuzzNotice.Seen);
        Assert.Empty(session.Last.Events);
        Notice(buzz, (BuzzNotice)99);
        Assert.Empty(session.Last.Events);
        Notice(buzz, BuzzNotice.Seen);
        Assert.Equal("The consumer answered the buzz.", Assert.Single(session.Last.Events).Text);

        void Notice(long sequence, BuzzNotice notice) => session.Do(rules => rules.BuzzNoticed(SessionUnderTest.Phone, sequence, notice));
    }

    [Fact]
    public void Describe_KeepsWhoseCaseItIs_AlsoAfterTheEnd()
    {
        var session = SessionUnderTest.In(SessionStatus.Closed);

        session.Do(rules => rules.Describe(SessionUnderTest.AgentId, Command(" CASE-7 ", "Ana <b>\nMaria</b>")));

        Assert.Equal(("CASE-7", "Ana <b> Maria</b>"), (session.State.ExternalId, session.State.ConsumerName));
        session.Do(rules => rules.Describe(SessionUnderTest.AgentId, Command("CASE-7", "Ana <b> Maria</b>")));
        Assert.Empty(session.Last.Events);
        Assert.Equal("detail-too-long", session.Refused(rules => rules.Describe(SessionUnderTest.AgentId, Command(new string('x', 101), null))));
        session.Do(rules => rules.Describe(SessionUnderTest.AgentId, Command("", null)));
        Assert.Null(session.State.ExternalId);
    }

    [Theory]
    [InlineData(SessionStatus.Live)]
    [InlineData(SessionStatus.Closed)]
    public void WriteNote_KeepsIt_AlsoAfterTheEnd_AndOutOfTheLog(SessionStatus status)
    {
        var session = SessionUnderTest.In(status);

        session.Do(rules => rules.WriteNote(SessionUnderTest.AgentId, " Fuse replaced. "));

        Assert.Equal("Fuse replaced.", session.State.Note);
        Assert.Empty(session.Last.Events);
        Assert.Equal("note-too-long", session.Refused(rules => rules.WriteNote(SessionUnderTest.AgentId, new string('x', 2_001))));
        Assert.Equal("session-not-yours", session.Refused(rules => rules.WriteNote("somebody-else", "mine")));
        session.Do(rules => rules.WriteNote(SessionUnderTest.AgentId, " "));
        Assert.Null(session.State.Note);
    }

    private static DescribeSession Command(string? ticket, string? name) => new() { OperationId = Guid.NewGuid(), ExternalId = ticket, ConsumerName = name };
}
