using SeeSupport.Invites;
using SeeSupport.Media;
using static SeeSupport.Sessions.SessionUnderTest;

namespace SeeSupport.Sessions;

public class SessionTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static AgentView AgentSees(SessionUnderTest session) => session.State.ForAgent("session-1");

    private static ConsumerView PhoneSees(SessionUnderTest session) => session.State.ForConsumer("session-1", session.State.Find("phone")!);

    [Fact]
    public void Code_IsShownUntilItIsSpent()
    {
        var session = In(SessionStatus.Waiting);
        Assert.Equal(Code, AgentSees(session).Code);

        session.Pass(11 * Minute);
        Assert.Equal(Code, AgentSees(session).Code);
        Assert.True(AgentSees(session).CodeExpiresAt < session.Now);

        Assert.Null(AgentSees(In(SessionStatus.Joining)).Code);
        Assert.Empty(In(SessionStatus.Joining).State.CodesToFree);
        Assert.Equal([Code], In(SessionStatus.Closed).State.CodesToFree);
    }

    [Fact]
    public void Code_OpensNothing_OnceItHasExpired()
    {
        var session = In(SessionStatus.Waiting);
        session.Arrive("phone", code: Code);
        session.Pass(10 * Minute);

        Assert.Equal("code-unknown", session.Refused(rules => rules.Arrive(
            new() { Code = Code, DeviceKeyHash = "other", Hints = new() }, Pixel)));
    }

    [Fact]
    public void Code_ReadsAsExpired_WhenItEndsBetweenArrivingAndConnect()
    {
        var session = In(SessionStatus.Waiting);
        session.Arrive("phone", code: Code);
        session.Do(rules => rules.AttachConsumer(PhoneByCode, Address("phone-1")));
        session.Pass(10 * Minute);

        Assert.Equal("code-expired", session.Refused(rules => rules.CodeToSpend(PhoneByCode)));
    }

    [Fact]
    public void Code_IsSpentOnce_AndNotAgainByTheDeviceThatComesBack()
    {
        var session = In(SessionStatus.Waiting);
        session.Arrive("phone", code: Code);
        session.Do(rules => Assert.Equal(Code, rules.CodeToSpend(PhoneByCode)));
        session.Do(rules => rules.Join(PhoneByCode, Address("phone-1")));

        session.Do(rules => Assert.Null(rules.CodeToSpend(PhoneByCode)));
    }

    [Fact]
    public void RenewCode_LetsAnotherPhoneTakeThePlace_AndTellsTheFirst()
    {
        var session = In(SessionStatus.Live);
        session.Do(rules => rules.RenewCode(AgentId, "000000001", session.Now + (10 * Minute)));
        session.Arrive("stranger", code: "000000001");
        Assert.Equal(SessionStatus.Live, session.Status);

        session.Do(rules => rules.Join(new("stranger", "000000001"), Address("stranger-1")));

        Assert.Equal(SessionStatus.Joining, session.Status);
        Assert.Equal("stranger", session.State.Joined);
        Assert.Equal("phone", Assert.Single(session.Last.Displaced).KeyHash);
        Assert.Equal("session-taken", session.Refused(rules => rules.AttachConsumer(Phone, Address("phone-2"))));
    }

    [Fact]
    public void Invite_LetsAnotherPhoneTakeThePlace_ButAGuideDoesNot()
    {
        var session = In(SessionStatus.Live);
        session.Do(rules => rules.Invite(AgentId, Inviting(InviteContent.IosGuide), "ana@example.com"));
        Assert.Equal("session-taken", session.Refused(rules => rules.Arrive(
            new() { LinkToken = session.Link, DeviceKeyHash = "stranger", Hints = new() }, Pixel)));

        session.Do(rules => rules.Invite(AgentId, Inviting(), "ana@example.com"));

        session.Arrive("stranger");
    }

    [Fact]
    public void Join_ShutsOutEveryOtherDevice_AndTellsThoseThatAreThere()
    {
        var session = In(SessionStatus.Arrived);
        session.Arrive("second");
        session.Do(rules => rules.AttachConsumer(new("second", null), Address("second-1")));
        session.Arrive("third");

        session.Do(rules => rules.Join(Phone, Address("phone-1")));

        Assert.Equal("second", Assert.Single(session.Last.Displaced).KeyHash);
        Assert.Equal("phone", Assert.Single(session.State.Devices).KeyHash);
        Assert.Equal("session-taken", session.Refused(rules => rules.Join(new("third", null), Address("third-1"))));
    }

    [Fact]
    public void Device_ShownIsTheLastToArrive_OfThoseThatAreStillThere()
    {
        var session = In(SessionStatus.Arrived);
        session.Arrive("second");
        Assert.Equal("second", session.State.ShownDevice()!.KeyHash);

        session.Pass(6 * Second);

        Assert.Equal("phone", session.State.ShownDevice()!.KeyHash);
    }

    [Fact]
    public void Devices_AreBounded_AndTheJoinedOneNeverGoes()
    {
        var session = In(SessionStatus.Live);
        session.Do(rules => rules.RenewCode(AgentId, "000000001", session.Now + (10 * Minute)));
        for (var i = 0; i < 50; i++)
            session.Arrive($"device-{i}");

        Assert.InRange(session.State.Devices.Length, 2, 8);
        Assert.NotNull(session.State.JoinedDevice());
    }

    [Fact]
    public void Visitor_WhoNeverConnects_IsForgottenAfterAWhile()
    {
        var session = In(SessionStatus.Waiting);
        session.Arrive("scanner");
        session.Pass(20 * Second);
        Assert.Equal(Presence.Lost, AgentSees(session).Consumer);

        session.Pass(10 * Minute);

        Assert.Equal(SessionStatus.Waiting, session.Status);
        Assert.Empty(session.State.Devices);
        Assert.Null(AgentSees(session).Device);
    }

    [Theory]
    [InlineData(4, Presence.Here)]
    [InlineData(5, Presence.Reconnecting)]
    [InlineData(19, Presence.Reconnecting)]
    [InlineData(20, Presence.Lost)]
    [InlineData(599, Presence.Lost)]
    public void Presence_FollowsTheTimeSinceThePhoneIsGone(int seconds, Presence presence)
    {
        var session = In(SessionStatus.Live);
        session.Do(rules => rules.Detach(ParticipantRole.Consumer, "phone-1"));
        session.Pass(seconds * Second);

        Assert.Equal(presence, AgentSees(session).Consumer);
        Assert.Equal(SessionStatus.Live, session.Status);
    }

    [Theory]
    [InlineData(4, Presence.Here)]
    [InlineData(5, Presence.Reconnecting)]
    [InlineData(20, Presence.Lost)]
    public void Presence_OfTheAgent_IsToldToThePhone(int seconds, Presence presence)
    {
        var session = In(SessionStatus.Live);
        session.Do(rules => rules.Detach(ParticipantRole.Agent, "desk-1"));
        session.Pass(seconds * Second);

        Assert.Equal(presence, PhoneSees(session).Agent);
    }

    [Fact]
    public void Presence_IsReconnecting_WhenAConnectionStandsAndSaysNothing_AndLostOnlyOnceItIsGone()
    {
        var session = In(SessionStatus.Live);
        session.Now += 5 * Second;
        session.Do(rules => rules.Silent(ParticipantRole.Consumer, "phone-1", 5 * Second));
        Assert.Equal(Presence.Reconnecting, AgentSees(session).Consumer);
        Assert.Equal("phone-1", session.State.JoinedDevice()!.Reach.Address!.ConnectionId);
        session.Pass(60 * Second);
        Assert.Equal(Presence.Reconnecting, AgentSees(session).Consumer);

        session.Do(rules => rules.Silent(ParticipantRole.Consumer, "phone-1", TimeSpan.Zero));
        Assert.Equal((Presence.Here, null), (AgentSees(session).Consumer, session.State.JoinedDevice()!.Reach.GoneAt));

        // The silence counts from its beginning, not from when the connection ended.
        session.Do(rules => rules.Silent(ParticipantRole.Consumer, "phone-1", 5 * Second));
        session.Pass(10 * Second);
        session.Do(rules => rules.Detach(ParticipantRole.Consumer, "phone-1"));
        session.Pass(5 * Second);
        Assert.Equal(Presence.Lost, AgentSees(session).Consumer);
    }

    [Fact]
    public void Silence_OfAnOldConnection_ChangesNothing_AndOfTheAgentsIsToldToThePhone()
    {
        var session = In(SessionStatus.Live);
        session.Do(rules => rules.Silent(ParticipantRole.Consumer, "phone-0", 5 * Second));
        Assert.False(session.Last.Changed);
        session.Do(rules => rules.Silent(ParticipantRole.Agent, "desk-1", 5 * Second));
        Assert.Equal(Presence.Reconnecting, PhoneSees(session).Agent);
        session.Pass(TimeSpan.FromHours(13));
        Assert.Equal(SessionStatus.Live, session.Status);
        session.Do(rules => rules.Silent(ParticipantRole.Agent, "desk-1", TimeSpan.Zero));
        Assert.Equal(Presence.Here, PhoneSees(session).Agent);
    }

    [Fact]
    public void Presence_IsReconnectingAtOnce_WhenTheFrontIsGone()
    {
        var session = In(SessionStatus.Live);
        session.Do(rules => rules.FrontLost("front-1"));

        Assert.Equal((Presence.Reconnecting, Presence.Reconnecting), (AgentSees(session).Agent, AgentSees(session).Consumer));
        Assert.Equal(2, session.Last.Events.Length);
        session.Do(rules => rules.FrontLost("front-1"));
        Assert.False(session.Last.Changed);
    }

    [Fact]
    public void Detach_OfAnOldConnection_ChangesNothing()
    {
        var session = In(SessionStatus.Live);
        session.Do(rules => rules.AttachConsumer(Phone, Address("phone-2")));
        Assert.Equal("phone-1", Assert.Single(session.Last.Superseded).ConnectionId);

        session.Do(rules => rules.Detach(ParticipantRole.Consumer, "phone-1"));

        Assert.False(session.Last.Changed);
    }

    [Fact]
    public void QuickReturn_IsNotWorthALine()
    {
        var session = In(SessionStatus.Live);
        var lines = session.State.LastSequence();
        session.Do(rules => rules.Detach(ParticipantRole.Consumer, "phone-1"));
        session.Pass(4 * Second);
        session.Do(rules => rules.AttachConsumer(Phone, Address("phone-2")));

        Assert.Equal(lines, session.State.LastSequence());
    }

    [Fact]
    public void Goodbye_ShowsAtOnce_AndASignOfLifeTakesItBack()
    {
        var session = In(SessionStatus.Live);
        session.Do(rules => rules.Leave(Phone, final: false));
        Assert.Equal(Presence.Left, AgentSees(session).Consumer);

        session.Do(rules => rules.ConsumerSays(Phone, "Still here"));

        Assert.Equal(Presence.Here, AgentSees(session).Consumer);
        Assert.Null(Session.NextDeadline(session.State, session.Options));
    }

    [Fact]
    public void Goodbye_ThatCameLate_DoesNotEndASessionWhosePhoneIsConnected()
    {
        var session = In(SessionStatus.Live);
        session.Do(rules => rules.Leave(Phone, final: false));
        session.Pass(10 * Minute);

        Assert.Equal(SessionStatus.Live, session.Status);
        Assert.Equal(Presence.Here, AgentSees(session).Consumer);
    }

    [Theory]
    [InlineData(ConsumerStep.Connecting, EndReason.ConsumerLost)]
    [InlineData(ConsumerStep.WaitingForCamera, EndReason.ConsumerLost)]
    [InlineData(ConsumerStep.CameraRefused, EndReason.PermissionRefused)]
    public void Session_EndsByWhatThePhoneLastSaid_WhenItStaysAway(ConsumerStep step, EndReason reason)
    {
        var session = In(SessionStatus.Joining);
        session.Do(rules => rules.Report(Phone, new() { Step = step }));
        GoneForGood(session);

        Assert.Equal(reason, session.State.EndReason);
    }

    [Fact]
    public void Session_EndsForWantOfARoute_WhenThePhoneStaysAway()
    {
        var session = In(SessionStatus.Joining);
        session.Do(rules => rules.ReportConsumerMedia(Phone, Report(MediaState.NoRoute)));
        GoneForGood(session);

        Assert.Equal(EndReason.NoRoute, session.State.EndReason);
    }

    [Fact]
    public void Session_EndsForDeclinedTerms_WhenThePhoneStaysAway()
    {
        var session = In(SessionStatus.Arrived);
        session.Do(rules => rules.Report(Phone, new() { Step = ConsumerStep.TermsDeclined }));
        GoneForGood(session);

        Assert.Equal(EndReason.TermsDeclined, session.State.EndReason);
    }

    [Fact]
    public void Session_GoesOn_WhenADeviceDeclinedAndAnotherIsThere()
    {
        var session = In(SessionStatus.Arrived);
        session.Do(rules => rules.Report(Phone, new() { Step = ConsumerStep.TermsDeclined }));
        session.Arrive("second");
        session.Do(rules => rules.AttachConsumer(new("second", null), Address("second-1")));
        GoneForGood(session);

        Assert.Equal(SessionStatus.Arrived, session.Status);
    }

    [Fact]
    public void Session_GoesOn_WhenThePhoneComesBackInTime()
    {
        var session = In(SessionStatus.Live);
        session.Do(rules => rules.Detach(ParticipantRole.Consumer, "phone-1"));
        session.Pass((10 * Minute) - Second);
        session.Do(rules => rules.AttachConsumer(Phone, Address("phone-2")));
        session.Pass(60 * Minute);

        Assert.Equal(SessionStatus.Live, session.Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Session_EndsWithoutItsAgent_AfterTwelveHours(bool wasThere)
    {
        var session = new SessionUnderTest().Start(wasThere);
        if (wasThere)
            session.Do(rules => rules.Detach(ParticipantRole.Agent, "desk-1"));
        session.Pass(TimeSpan.FromHours(12) - Second);
        Assert.Equal(SessionStatus.Waiting, session.Status);

        session.Pass(Second);

        Assert.Equal(EndReason.AgentLost, session.State.EndReason);
    }

    [Theory]
    [InlineData(SessionStatus.Waiting)]
    [InlineData(SessionStatus.Live)]
    [InlineData(SessionStatus.Closed)]
    public void NothingIsDue_WhileEverybodyIsThere(SessionStatus status) =>
        Assert.Null(Session.NextDeadline(In(status).State, new()));

    [Fact]
    public void Close_IsCancelled_WhenNobodyJoined()
    {
        var session = In(SessionStatus.Arrived);
        session.Do(rules => rules.Close(AgentId, Closing(EndReason.Resolved, " No answer ")));

        Assert.Equal((EndReason.Cancelled, "No answer"), (session.State.EndReason, session.State.Note));
    }

    [Fact]
    public void Close_LetsGoOfConnections_CodesAndQueuedInvites()
    {
        var session = In(SessionStatus.Live);
        session.Do(rules => rules.Invite(AgentId, Inviting(), "ana@example.com"));
        session.Do(rules => rules.Close(AgentId, Closing(EndReason.Unresolved)));

        Assert.Equal(EndReason.Unresolved, session.State.EndReason);
        Assert.Null(session.State.Agent.Address);
        Assert.All(session.State.Devices, device => Assert.Null(device.Reach.Address));
        Assert.Equal("invite-not-sent", Assert.Single(session.State.Invites).Problem!.Code);
        Assert.True(session.State.AgentUntold);
    }

    [Fact]
    public void Note_StaysOutOfTheLog()
    {
        var session = In(SessionStatus.Live);
        session.Do(rules => rules.Close(AgentId, Closing(note: "Customer was rude")));

        Assert.DoesNotContain(session.State.Tail, line => line.Text.Contains("rude") || line.Data.Values.Any(value => value.Contains("rude")));
    }

    [Fact]
    public void Reopen_LetsTheSamePhoneBack_WithoutTheNewCode()
    {
        var session = In(SessionStatus.Closed);
        session.Do(rules => rules.Reopen(AgentId, "000000001", session.Now + (10 * Minute)));
        Assert.Equal(SessionStatus.Waiting, session.Status);
        Assert.Equal("000000001", AgentSees(session).Code);
        Assert.Null(AgentSees(session).EndReason);

        session.Do(rules => rules.AttachConsumer(PhoneByCode, Address("phone-2")));
        Assert.Equal(SessionStatus.Arrived, session.Status);
        session.Do(rules => Assert.Null(rules.CodeToSpend(PhoneByCode)));
        session.Do(rules => rules.Join(PhoneByCode, Address("phone-2")));

        Assert.Equal(SessionStatus.Joining, session.Status);
    }

    [Fact]
    public void Reopen_IsRefused_WhenTheSessionIsNoLongerKept()
    {
        var session = In(SessionStatus.Closed);
        session.Pass(TimeSpan.FromDays(7));

        Assert.Equal("session-gone", session.Refused(rules => rules.Reopen(AgentId, "000000001", session.Now)));
    }

    [Fact]
    public void Live_IsLoggedOnce_AndEachInterruptionWithItsEnd()
    {
        var session = In(SessionStatus.Live);
        for (var i = 0; i < 2; i++)
        {
            session.Do(rules => rules.ReportAgentMedia(AgentId, Report(MediaState.Interrupted)));
            session.Do(rules => rules.ReportAgentMedia(AgentId, Report(MediaState.Connected)));
        }

        Assert.Equal(
            [EventKind.Live, EventKind.Interrupted, EventKind.Restored, EventKind.Interrupted, EventKind.Restored],
            session.State.Tail.Select(line => line.Kind).SkipWhile(kind => kind != EventKind.Live));
    }

    [Fact]
    public void Trouble_ComesFromOurOwnList_WhateverTheBrowserSays()
    {
        var session = In(SessionStatus.Joining);
        session.Do(rules => rules.Report(Phone, new() { Step = ConsumerStep.CameraRefused, TroubleCode = "<script>" }));
        Assert.Equal("camera-denied", AgentSees(session).Trouble!.Code);

        session.Do(rules => rules.ReportAgentMedia(AgentId, Report(MediaState.NoRoute, "send me your password")));
        Assert.Equal("no-route", AgentSees(session).Trouble!.Code);
        Assert.DoesNotContain("Whatever", AgentSees(session).Trouble!.Sentence);
        Assert.NotEqual(AgentSees(session).Trouble!.Sentence, PhoneSees(session).Trouble!.Sentence);
    }

    [Theory]
    [InlineData("camera-denied")]
    [InlineData("camera-dismissed")]
    [InlineData("camera-missing")]
    [InlineData("camera-busy")]
    [InlineData("camera-unsuitable")]
    [InlineData("page-insecure")]
    [InlineData("webrtc-missing")]
    [InlineData("in-app-browser")]
    public void Trouble_HasASentenceForTheAgent_AndAShortOneForTheConsumer(string code)
    {
        var session = In(SessionStatus.Arrived);
        session.Do(rules => rules.Report(Phone, new() { Step = ConsumerStep.CameraRefused, TroubleCode = code }));

        Assert.Equal(code, AgentSees(session).Trouble!.Code);
        Assert.Equal(code, PhoneSees(session).Trouble!.Code);
        Assert.Contains("consumer", AgentSees(session).Trouble!.Sentence);
        Assert.All(PhoneSees(session).Trouble!.Sentence.Split('.'), sentence => Assert.InRange(sentence.Trim().Split(' ').Length, 0, 12));
    }

    [Fact]
    public void Black_IsSaidToBoth_AndTakenBack()
    {
        var session = In(SessionStatus.Live);
        session.Do(rules => rules.ReportConsumerMedia(Phone, Report(MediaState.Black)));
        Assert.Equal("picture-black", AgentSees(session).Trouble!.Code);
        Assert.Equal("picture-black", PhoneSees(session).Trouble!.Code);

        session.Do(rules => rules.ReportConsumerMedia(Phone, Report(MediaState.Connected)));

        Assert.Null(AgentSees(session).Trouble);
    }

    [Fact]
    public void Figures_ChangeNothing_ThatWouldBeStored()
    {
        var session = In(SessionStatus.Live);
        var report = Report(MediaState.Connected) with { Route = MediaRoute.Direct, Transport = "udp", RoundTripMs = 40 };
        session.Do(rules => rules.ReportConsumerMedia(Phone, report));
        Assert.True(session.Last.Changed);

        session.Do(rules => rules.ReportConsumerMedia(Phone, report with { RoundTripMs = 90, FrameRate = 12, Loss = 0.2 }));

        Assert.False(session.Last.Changed);
    }

    [Fact]
    public void Sane_LeavesOutWhatCannotBe()
    {
        var sane = new MediaReport
        {
            State = (MediaState)99,
            Route = (MediaRoute)99,
            Transport = "carrier pigeon",
            RoundTripMs = double.NaN,
            Loss = 1.5,
            FrameRate = double.PositiveInfinity,
            Width = -1,
            Height = 1_000_000,
            Codec = "<script>",
            FirstFrameMs = -1,
        }.Sane();

        Assert.Equal(new MediaReport { State = MediaState.Connecting }, sane);
    }

    [Theory]
    [InlineData("", "text-empty")]
    [InlineData(" \t\n ", "text-empty")]
    [InlineData("\u0000\u0007", "text-empty")]
    public void Text_IsRefused_WhenThereIsNone(string text, string code) =>
        Assert.Equal(code, In(SessionStatus.Live).Refused(rules => rules.AgentSays(AgentId, text)));

    [Fact]
    public void Text_IsRefused_WhenItIsTooLong()
    {
        var session = In(SessionStatus.Live);
        Assert.Equal("text-too-long", session.Refused(rules => rules.ConsumerSays(Phone, new string('x', 2001))));
        Assert.Equal("note-too-long", session.Refused(rules => rules.Close(AgentId, Closing(note: new string('x', 2001)))));
        session.Do(rules => rules.ConsumerSays(Phone, new string('x', 2000)));
    }

    [Fact]
    public void Chat_IsRefused_WhenAThousandLinesWaitForTheRecords()
    {
        var session = In(SessionStatus.Live);
        while (session.State.LastSequence() < 1000)
            session.Do(rules => rules.AgentSays(AgentId, "Hello"));

        Assert.Equal("records-unavailable", session.Refused(rules => rules.AgentSays(AgentId, "Hello")));
        session.Do(rules => rules.Close(AgentId, Closing()));
    }

    [Fact]
    public void Tail_StaysShort_OnceLinesAreFiled()
    {
        var session = In(SessionStatus.Live);
        for (var i = 0; i < 200; i++)
        {
            session.Do(rules => rules.AgentSays(AgentId, "Hello"));
            session.File();
        }

        Assert.InRange(session.State.Tail.Length, 32, 33);
        Assert.Equal(session.State.LastSequence(), session.State.Tail[^1].Sequence);
    }

    [Fact]
    public void Consumer_SeesNothingButItsOwnPartOfTheLog()
    {
        var session = In(SessionStatus.Live);
        session.Do(rules => rules.Invite(AgentId, Inviting(), "ana@example.com"));
        session.Do(rules => rules.AgentSays(AgentId, "Hello"));
        session.Do(rules => rules.SetHold(AgentId, true));
        session.Do(rules => rules.Close(AgentId, Closing()));

        Assert.Equal([EventKind.Chat, EventKind.Held, EventKind.Closed], session.State.Tail.ForConsumer().Select(line => line.Kind));
    }

    [Fact]
    public void Operations_AreRemembered_ByIdAndCommand_WithinBounds()
    {
        var session = In(SessionStatus.Live);
        var first = Guid.NewGuid();
        session.Do(rules => rules.Done(first, "Say", "7"));
        session.Do(rules =>
        {
            Assert.True(rules.WasDone(first, "Say", out var subject));
            Assert.Equal("7", subject);
            Assert.False(rules.WasDone(first, "Close", out _));
            rules.Done(Guid.Empty, "Say");
            Assert.False(rules.WasDone(Guid.Empty, "Say", out _));
        });
        for (var i = 0; i < 100; i++)
            session.Do(rules => rules.Done(Guid.NewGuid(), "Say"));

        Assert.Equal(32, session.State.Operations.Length);
    }

    [Fact]
    public void ConsoleLinks_AreBounded_AndInvitesKeepTheirs()
    {
        var session = In(SessionStatus.Waiting);
        session.Do(rules => rules.Invite(AgentId, Inviting(), "ana@example.com"));
        string? token = null;
        session.Do(rules => token = Assert.Single(rules.TakeQueued()).LinkToken);
        for (var i = 0; i < 100; i++)
            session.Do(rules => rules.MintLink());

        Assert.Equal(33, session.State.Links.Length);
        session.Arrive("phone", link: token);
    }

    [Fact]
    public void Invite_KnowsThatItsOwnLinkWasOpened()
    {
        var session = In(SessionStatus.Waiting);
        session.Do(rules => rules.Invite(AgentId, Inviting(), "ana@example.com"));
        session.Do(rules => rules.Invite(AgentId, Inviting(), "bob@example.com"));
        string? token = null;
        session.Do(rules => token = rules.TakeQueued()[1].LinkToken);

        session.Arrive("phone", link: token);

        Assert.Equal([false, true], session.State.Invites.Select(invite => invite.Opened));
        Assert.Equal(session.State.Invites[1].InviteId, session.State.Devices[0].InviteId);
    }

    [Fact]
    public void Invites_AreTakenOnce_AndCountAsBeingSentBeforeTheyAre()
    {
        var session = In(SessionStatus.Waiting);
        session.Do(rules => rules.Invite(AgentId, Inviting(), "ana@example.com"));
        Assert.Equal(DateTimeOffset.MinValue, Session.NextDeadline(session.State, session.Options));

        session.Do(rules => Assert.Single(rules.TakeQueued()));

        Assert.Equal(InviteState.Sending, session.State.Invites[0].State);
        session.Do(rules => Assert.Empty(rules.TakeQueued()));
    }

    [Theory]
    [InlineData("Sending", "Sent", "Sent")]
    [InlineData("Sending", "Outbox", "Outbox")]
    [InlineData("Sending", "Delivered,Sent", "Delivered")]
    [InlineData("Sending", "Sent,Sent,Delivered,Delivered", "Delivered")]
    [InlineData("Sending", "Sent,Failed", "Failed")]
    [InlineData("Sending", "Failed,Sent", "Failed")]
    [InlineData("Sending", "Delivered,Failed", "Delivered")]
    [InlineData("Sending", "Failed,Delivered", "Delivered")]
    [InlineData("Queued", "Queued,Sending,Sent", "Sent")]
    public void Invite_OnlyMovesForward(string from, string reports, string expected)
    {
        var session = In(SessionStatus.Waiting);
        session.Do(rules => rules.Invite(AgentId, Inviting(), "ana@example.com"));
        if (from == "Sending")
            session.Do(rules => rules.TakeQueued());
        foreach (var state in reports.Split(',').Select(Enum.Parse<InviteState>))
        {
            session.Do(rules => rules.InviteReported(session.State.Invites[0].InviteId, new()
            {
                State = state,
                Problem = state == InviteState.Failed ? Problems.InviteAddressMalformed : null,
            }));
        }

        Assert.Equal(expected, session.State.Invites[0].State.ToString());
        Assert.Equal(expected == "Failed", session.State.Invites[0].Problem is not null);
    }

    [Fact]
    public void Invite_OfUnknownOutcome_IsCorrectedByALaterReport()
    {
        var session = In(SessionStatus.Waiting);
        session.Do(rules => rules.Invite(AgentId, Inviting(), "ana@example.com"));
        session.Do(rules => rules.TakeQueued());
        session.Do(rules => rules.Recover([]));
        Assert.Equal("invite-outcome-unknown", session.State.Invites[0].Problem!.Code);
        session.Do(rules => Assert.Empty(rules.TakeQueued()));

        session.Do(rules => rules.InviteReported(session.State.Invites[0].InviteId, new() { State = InviteState.Sent }));

        Assert.Equal((InviteState.Sent, null), (session.State.Invites[0].State, session.State.Invites[0].Problem));
    }

    [Fact]
    public void Invites_OfOneSession_AreLimited()
    {
        var session = In(SessionStatus.Waiting);
        for (var i = 0; i < 3; i++)
            session.Do(rules => rules.Invite(AgentId, Inviting(), "ana@example.com"));

        Assert.Equal("invite-limit-session", session.Refused(rules => rules.CheckInvite(AgentId, 3)));
    }

    [Fact]
    public void Log_NamesNoCodeAndNoToken()
    {
        var session = In(SessionStatus.Live);
        session.Do(rules => rules.RenewCode(AgentId, "582910347", session.Now + (10 * Minute)));

        var log = string.Join('\n', session.State.Tail.Select(line => line.Text + string.Join(',', line.Data.Values)));
        Assert.DoesNotContain(Code, log);
        Assert.DoesNotContain("582910347", log);
        Assert.DoesNotContain(session.Link, log);
    }

    private static void GoneForGood(SessionUnderTest session)
    {
        session.Do(rules => rules.Detach(ParticipantRole.Consumer, "phone-1"));
        session.Pass((10 * Minute) - Second);
        Assert.Null(session.State.EndReason);
        session.Pass(Second);
    }
}
