using SeeSupport.Consents;
using SeeSupport.Invites;
using SeeSupport.Media;
using SeeSupport.Pictures;
using static SeeSupport.Sessions.SessionUnderTest;

namespace SeeSupport.Sessions;

/// <summary>Every command in every state: the state it leads to, or the code it is refused with.</summary>
public class SessionTableTests
{
    private const string Table = """
        command                 | not started     | waiting        | arrived         | joining         | live            | paused          | on hold         | interrupted     | closed
        agent attaches          | session-unknown | Waiting        | Arrived         | Joining         | Live            | Paused          | OnHold          | Interrupted     | Closed
        other agent attaches    | session-unknown | session-not-yours | session-not-yours | session-not-yours | session-not-yours | session-not-yours | session-not-yours | session-not-yours | session-not-yours
        stranger comes by code  | code-unknown    | Arrived        | Arrived         | code-unknown    | code-unknown    | code-unknown    | code-unknown    | code-unknown    | code-unknown
        stranger comes by link  | code-unknown    | Arrived        | Arrived         | session-taken   | session-taken   | session-taken   | session-taken   | session-taken   | session-over
        wrong code              | code-unknown    | code-unknown   | code-unknown    | code-unknown    | code-unknown    | code-unknown    | code-unknown    | code-unknown    | code-unknown
        wrong link              | code-unknown    | code-unknown   | code-unknown    | code-unknown    | code-unknown    | code-unknown    | code-unknown    | code-unknown    | code-unknown
        phone comes by link     | code-unknown    | Arrived        | Arrived         | Joining         | Live            | Paused          | OnHold          | Interrupted     | session-over
        phone attaches          | ticket-refused  | ticket-refused | Arrived         | Joining         | Live            | Paused          | OnHold          | Interrupted     | Closed
        stranger attaches       | ticket-refused  | ticket-refused | ticket-refused  | session-taken   | session-taken   | session-taken   | session-taken   | session-taken   | session-over
        phone joins             | ticket-refused  | ticket-refused | Joining         | Joining         | Live            | Paused          | OnHold          | Interrupted     | session-over
        stranger joins          | ticket-refused  | ticket-refused | ticket-refused  | session-taken   | session-taken   | session-taken   | session-taken   | session-taken   | session-over
        agent detaches          | none            | Waiting        | Arrived         | Joining         | Live            | Paused          | OnHold          | Interrupted     | Closed
        phone detaches          | none            | Waiting        | Arrived         | Joining         | Live            | Paused          | OnHold          | Interrupted     | Closed
        phone falls silent      | none            | Waiting        | Arrived         | Joining         | Live            | Paused          | OnHold          | Interrupted     | Closed
        front is lost           | none            | Waiting        | Arrived         | Joining         | Live            | Paused          | OnHold          | Interrupted     | Closed
        agent signals           | session-unknown | nobody-joined  | nobody-joined   | Joining         | Live            | Paused          | OnHold          | Interrupted     | session-closed
        phone signals           | ticket-refused  | ticket-refused | not-joined      | Joining         | Live            | Paused          | OnHold          | Interrupted     | session-over
        stranger signals        | ticket-refused  | ticket-refused | ticket-refused  | session-taken   | session-taken   | session-taken   | session-taken   | session-taken   | session-over
        waits for camera        | ticket-refused  | ticket-refused | not-joined      | Joining         | Live            | Paused          | OnHold          | Interrupted     | session-over
        camera is refused       | ticket-refused  | ticket-refused | Arrived         | Joining         | Live            | Paused          | OnHold          | Interrupted     | session-over
        connects                | ticket-refused  | ticket-refused | not-joined      | Joining         | Live            | Paused          | OnHold          | Interrupted     | session-over
        terms are declined      | ticket-refused  | ticket-refused | Arrived         | step-unexpected | step-unexpected | step-unexpected | step-unexpected | step-unexpected | session-over
        claims to be live       | ticket-refused  | ticket-refused | step-unexpected | step-unexpected | step-unexpected | step-unexpected | step-unexpected | step-unexpected | session-over
        agent sees picture      | session-unknown | nobody-joined  | nobody-joined   | Live            | Live            | Paused          | OnHold          | Live            | session-closed
        agent loses picture     | session-unknown | nobody-joined  | nobody-joined   | Joining         | Interrupted     | Paused          | OnHold          | Interrupted     | session-closed
        agent connects again    | session-unknown | nobody-joined  | nobody-joined   | Joining         | Interrupted     | Paused          | OnHold          | Interrupted     | session-closed
        agent finds no route    | session-unknown | nobody-joined  | nobody-joined   | Joining         | Interrupted     | Paused          | OnHold          | Interrupted     | session-closed
        agent sees black        | session-unknown | nobody-joined  | nobody-joined   | Joining         | Live            | Paused          | OnHold          | Interrupted     | session-closed
        phone sends picture     | ticket-refused  | ticket-refused | not-joined      | Joining         | Live            | Paused          | OnHold          | Interrupted     | session-over
        phone finds no route    | ticket-refused  | ticket-refused | not-joined      | Joining         | Interrupted     | Paused          | OnHold          | Interrupted     | session-over
        phone sends black       | ticket-refused  | ticket-refused | not-joined      | Joining         | Live            | Paused          | OnHold          | Interrupted     | session-over
        agent writes            | session-unknown | Waiting        | Arrived         | Joining         | Live            | Paused          | OnHold          | Interrupted     | session-closed
        phone writes            | ticket-refused  | ticket-refused | not-joined      | Joining         | Live            | Paused          | OnHold          | Interrupted     | session-over
        phone pauses            | ticket-refused  | ticket-refused | not-joined      | not-live        | Paused          | Paused          | OnHold          | Paused          | session-over
        phone resumes           | ticket-refused  | ticket-refused | not-joined      | not-live        | Live            | Live            | OnHold          | Interrupted     | session-over
        agent holds             | session-unknown | nobody-joined  | nobody-joined   | not-live        | OnHold          | OnHold          | OnHold          | OnHold          | session-closed
        agent goes on           | session-unknown | nobody-joined  | nobody-joined   | not-live        | Live            | Paused          | Live            | Interrupted     | session-closed
        agent asks to talk      | session-unknown | nobody-joined  | nobody-joined   | not-live        | Live            | Paused          | OnHold          | Interrupted     | session-closed
        agent asks to record    | session-unknown | nobody-joined  | nobody-joined   | not-live        | Live            | Paused          | session-on-hold | Interrupted     | session-closed
        agent asks no more      | session-unknown | Waiting        | Arrived         | Joining         | Live            | Paused          | OnHold          | Interrupted     | session-closed
        phone agrees unasked    | ticket-refused  | ticket-refused | not-joined      | consent-not-asked | consent-not-asked | consent-not-asked | consent-not-asked | consent-not-asked | session-over
        phone says no unasked   | ticket-refused  | ticket-refused | not-joined      | Joining         | Live            | Paused          | OnHold          | Interrupted     | session-over
        agent renews the code   | session-unknown | Waiting        | Arrived         | Joining         | Live            | Paused          | OnHold          | Interrupted     | session-closed
        agent invites           | session-unknown | Waiting        | Arrived         | Joining         | Live            | Paused          | OnHold          | Interrupted     | session-closed
        unknown invite reported | none            | Waiting        | Arrived         | Joining         | Live            | Paused          | OnHold          | Interrupted     | Closed
        phone sends photo       | ticket-refused  | ticket-refused | Joining         | Joining         | Live            | Paused          | OnHold          | Interrupted     | session-over
        stranger sends photo    | ticket-refused  | ticket-refused | ticket-refused  | session-taken   | session-taken   | session-taken   | session-taken   | session-taken   | session-over
        agent keeps a picture   | session-unknown | Waiting        | Arrived         | Joining         | Live            | Paused          | OnHold          | Interrupted     | session-closed
        photo comes by text     | session-unknown | Waiting        | Arrived         | Joining         | Live            | Paused          | OnHold          | Interrupted     | Closed
        unknown picture ready   | none            | none           | none            | none            | none            | none            | none            | none            | none
        agent asks for a photo  | session-unknown | Waiting        | Arrived         | Joining         | Live            | Paused          | OnHold          | Interrupted     | session-closed
        agent deletes nothing   | session-unknown | picture-unknown | picture-unknown | picture-unknown | picture-unknown | picture-unknown | picture-unknown | picture-unknown | picture-unknown
        agent closes            | session-unknown | Closed         | Closed          | Closed          | Closed          | Closed          | Closed          | Closed          | session-closed
        agent closes as stopped | session-unknown | outcome-unexpected | outcome-unexpected | outcome-unexpected | outcome-unexpected | outcome-unexpected | outcome-unexpected | outcome-unexpected | session-closed
        phone leaves            | ticket-refused  | ticket-refused | Waiting         | Closed          | Closed          | Closed          | Closed          | Closed          | Closed
        phone's page is gone    | ticket-refused  | ticket-refused | Arrived         | Joining         | Live            | Paused          | OnHold          | Interrupted     | Closed
        stranger leaves         | ticket-refused  | ticket-refused | ticket-refused  | session-taken   | session-taken   | session-taken   | session-taken   | session-taken   | session-over
        agent reopens           | session-unknown | session-open   | session-open    | session-open    | session-open    | session-open    | session-open    | session-open    | Waiting
        an hour passes          | none            | Waiting        | Arrived         | Joining         | Live            | Paused          | OnHold          | Interrupted     | Closed
        """;

    private static readonly Dictionary<string, Action<SessionUnderTest, Session>> Commands = new()
    {
        ["agent asks to talk"] = (_, rules) => rules.AskConsent(AgentId, ConsentSubject.Audio),
        ["agent asks to record"] = (_, rules) => rules.AskConsent(AgentId, ConsentSubject.Recording),
        ["agent asks no more"] = (_, rules) => rules.EndConsent(AgentId, ConsentSubject.Audio),
        ["phone agrees unasked"] = (_, rules) => rules.AnswerConsent(Phone, ConsentSubject.Audio, true, null),
        ["phone says no unasked"] = (_, rules) => rules.AnswerConsent(Phone, ConsentSubject.Recording, false, null),
        ["agent attaches"] = (_, rules) => rules.AttachAgent(AgentId, Address("desk-2")),
        ["other agent attaches"] = (_, rules) => rules.AttachAgent("agent-2", Address("desk-2")),
        ["stranger comes by code"] = (_, rules) => rules.Arrive(Coming(Stranger, code: Code), Pixel),
        ["stranger comes by link"] = (session, rules) => rules.Arrive(Coming(Stranger, link: session.Link), Pixel),
        ["wrong code"] = (_, rules) => rules.Arrive(Coming(Phone, code: "472910359"), Pixel),
        ["wrong link"] = (_, rules) => rules.Arrive(Coming(Phone, link: LinkToken.Mint()), Pixel),
        ["phone comes by link"] = (session, rules) => rules.Arrive(Coming(Phone, link: session.Link), Pixel),
        ["phone attaches"] = (_, rules) => rules.AttachConsumer(Phone, Address("phone-2")),
        ["stranger attaches"] = (_, rules) => rules.AttachConsumer(Stranger, Address("stranger-1")),
        ["phone joins"] = (_, rules) => rules.Join(Phone, Address("phone-2")),
        ["stranger joins"] = (_, rules) => rules.Join(Stranger, Address("stranger-1")),
        ["agent detaches"] = (_, rules) => rules.Detach(ParticipantRole.Agent, "desk-1"),
        ["phone detaches"] = (_, rules) => rules.Detach(ParticipantRole.Consumer, "phone-1"),
        ["phone falls silent"] = (_, rules) => rules.Silent(ParticipantRole.Consumer, "phone-1", TimeSpan.FromSeconds(6)),
        ["front is lost"] = (_, rules) => rules.FrontLost("front-1"),
        ["agent signals"] = (_, rules) => rules.OpenForJoined(AgentId),
        ["phone signals"] = (_, rules) => rules.OpenForJoined(Phone),
        ["stranger signals"] = (_, rules) => rules.OpenForJoined(Stranger),
        ["waits for camera"] = (_, rules) => rules.Report(Phone, new() { Step = ConsumerStep.WaitingForCamera }),
        ["camera is refused"] = (_, rules) => rules.Report(Phone, new() { Step = ConsumerStep.CameraRefused, TroubleCode = "camera-busy" }),
        ["connects"] = (_, rules) => rules.Report(Phone, new() { Step = ConsumerStep.Connecting }),
        ["terms are declined"] = (_, rules) => rules.Report(Phone, new() { Step = ConsumerStep.TermsDeclined }),
        ["claims to be live"] = (_, rules) => rules.Report(Phone, new() { Step = ConsumerStep.Live }),
        ["agent sees picture"] = (_, rules) => rules.ReportAgentMedia(AgentId, Report(MediaState.Connected)),
        ["agent loses picture"] = (_, rules) => rules.ReportAgentMedia(AgentId, Report(MediaState.Interrupted)),
        ["agent connects again"] = (_, rules) => rules.ReportAgentMedia(AgentId, Report(MediaState.Connecting)),
        ["agent finds no route"] = (_, rules) => rules.ReportAgentMedia(AgentId, Report(MediaState.NoRoute)),
        ["agent sees black"] = (_, rules) => rules.ReportAgentMedia(AgentId, Report(MediaState.Black)),
        ["phone sends picture"] = (_, rules) => rules.ReportConsumerMedia(Phone, Report(MediaState.Connected)),
        ["phone finds no route"] = (_, rules) => rules.ReportConsumerMedia(Phone, Report(MediaState.NoRoute)),
        ["phone sends black"] = (_, rules) => rules.ReportConsumerMedia(Phone, Report(MediaState.Black)),
        ["agent writes"] = (_, rules) => rules.AgentSays(AgentId, "Hello"),
        ["phone writes"] = (_, rules) => rules.ConsumerSays(Phone, "Hello"),
        ["phone pauses"] = (_, rules) => rules.SetPaused(Phone, true),
        ["phone resumes"] = (_, rules) => rules.SetPaused(Phone, false),
        ["agent holds"] = (_, rules) => rules.SetHold(AgentId, true),
        ["agent goes on"] = (_, rules) => rules.SetHold(AgentId, false),
        ["agent renews the code"] = (session, rules) => rules.RenewCode(AgentId, "000000001", session.Now + TimeSpan.FromMinutes(10)),
        ["agent invites"] = (_, rules) => rules.Invite(AgentId, Inviting(), "ana@example.com"),
        ["unknown invite reported"] = (_, rules) => rules.InviteReported("nothing", new() { State = InviteState.Sent }),
        ["phone sends photo"] = (_, rules) => rules.BeginConsumerPicture(Phone, Sending(PictureSource.Photo), new()),
        ["stranger sends photo"] = (_, rules) => rules.BeginConsumerPicture(Stranger, Sending(PictureSource.Photo), new()),
        ["agent keeps a picture"] = (_, rules) => rules.BeginAgentPicture(AgentId, Sending(PictureSource.Frozen), new()),
        ["photo comes by text"] = (_, rules) => rules.BeginTextedPicture(Sending(PictureSource.Text), new()),
        ["unknown picture ready"] = (_, rules) => rules.PictureReady("picture-number-01", new() { Hash = "", Type = "image/png", Bytes = 1 }),
        ["agent asks for a photo"] = (_, rules) => rules.AskForPhoto(AgentId, PhotoWay.Link),
        ["agent deletes nothing"] = (_, rules) => rules.DeletePicture(AgentId, "picture-number-01"),
        ["agent closes"] = (_, rules) => rules.Close(AgentId, Closing()),
        ["agent closes as stopped"] = (_, rules) => rules.Close(AgentId, Closing(EndReason.Stopped)),
        ["phone leaves"] = (_, rules) => rules.Leave(Phone, final: true),
        ["phone's page is gone"] = (_, rules) => rules.Leave(Phone, final: false),
        ["stranger leaves"] = (_, rules) => rules.Leave(Stranger, final: true),
        ["agent reopens"] = (session, rules) => rules.Reopen(AgentId, "000000001", session.Now + TimeSpan.FromMinutes(10)),
        ["an hour passes"] = (session, _) => session.Pass(TimeSpan.FromHours(1)),
    };

    public static TheoryData<string, string, string> Cells()
    {
        var rows = Table.Split('\n').Select(line => line.Split('|', StringSplitOptions.TrimEntries)).ToList();
        var cells = new TheoryData<string, string, string>();
        foreach (var row in rows.Skip(1))
        {
            for (var column = 1; column < row.Length; column++)
                cells.Add(rows[0][column], row[0], row[column]);
        }

        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Command_LeadsWhereTheTableSays(string status, string command, string expected)
    {
        var session = status == "not started" ? new() : In(Enum.Parse<SessionStatus>(status.Replace(" ", ""), ignoreCase: true));

        if (expected.Contains('-'))
            Assert.Equal(expected, session.Refused(rules => Commands[command](session, rules)));
        else if (expected == "none")
            Assert.False(session.Do(rules => Commands[command](session, rules)).Changed);
        else
            Assert.Equal(expected, After(session, command).ToString());
    }

    [Fact]
    public void Table_CoversEveryCommandInEveryState()
    {
        var cells = Cells().Select(cell => cell.Data).ToList();

        Assert.Equal(Commands.Count * 9, cells.Count);
        Assert.Equal(Commands.Keys.Order(), cells.Select(cell => cell.Item2).Distinct().Order());
        Assert.All(Enum.GetNames<SessionStatus>(), status =>
            Assert.Contains(cells, cell => cell.Item1.Replace(" ", "").Equals(status, StringComparison.OrdinalIgnoreCase)));
    }

    private static SessionStatus After(SessionUnderTest session, string command)
    {
        if (command == "an hour passes")
            session.Pass(TimeSpan.FromHours(1));
        else
            session.Do(rules => Commands[command](session, rules));
        return session.Status;
    }

    private static Arrive Coming(ConsumerIdentity device, string? code = null, string? link = null) =>
        new() { Code = code, LinkToken = link, DeviceKeyHash = device.DeviceKeyHash, Hints = new() };
}
