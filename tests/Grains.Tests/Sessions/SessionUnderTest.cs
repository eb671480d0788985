using SeeSupport.Devices;
using SeeSupport.Fronts;
using SeeSupport.Invites;
using SeeSupport.Media;
using SeeSupport.Pictures;

namespace SeeSupport.Sessions;

/// <summary>A session's rules driven by hand: a state, a clock, and commands that are kept when they succeed.</summary>
internal sealed class SessionUnderTest
{
    public const string AgentId = "agent-1";
    public const string Code = "472910358";
    public static readonly ConsumerIdentity Phone = new("phone", null);
    public static readonly ConsumerIdentity PhoneByCode = new("phone", Code);
    public static readonly ConsumerIdentity Stranger = new("stranger", null);
    public static readonly DeviceDescription Pixel = new() { Label = "Android 15 · Pixel 9 · Chrome 141" };

    private int _codes;

    public DateTimeOffset Now { get; set; } = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public SessionOptions Options { get; } = new();

    public SessionState State { get; private set; } = new();

    /// <summary>The rules after the last command that was kept.</summary>
    public Session Last { get; private set; } = null!;

    /// <summary>A link that was made before anything else.</summary>
    public string Link { get; private set; } = "";

    public SessionStatus Status => State.Status();

    public static ConnectionAddress Address(string connectionId, string frontId = "front-1") =>
        new() { FrontId = frontId, ConnectionId = connectionId, Observer = new SilentFront() };

    /// <summary>A session in that state, with all that led to it.</summary>
    public static SessionUnderTest In(SessionStatus status)
    {
        var session = new SessionUnderTest().Start();
        if (status is SessionStatus.Waiting)
            return session;
        session.Arrive(Phone.DeviceKeyHash);
        session.Do(rules => rules.AttachConsumer(Phone, Address("phone-1")));
        if (status is SessionStatus.Arrived)
            return session;
        session.Do(rules => rules.Join(Phone, Address("phone-1")));
        if (status is SessionStatus.Joining)
            return session;
        session.Do(rules => rules.ReportAgentMedia(AgentId, Report(MediaState.Connected)));
        switch (status)
        {
            case SessionStatus.Paused:
                session.Do(rules => rules.SetPaused(Phone, true));
                break;
            case SessionStatus.OnHold:
                session.Do(rules => rules.SetHold(AgentId, true));
                break;
            case SessionStatus.Interrupted:
                session.Do(rules => rules.ReportAgentMedia(AgentId, Report(MediaState.Interrupted)));
                break;
            case SessionStatus.Closed:
                session.Do(rules => rules.Close(AgentId, Closing()));
                break;
        }

        Assert.Equal(status, session.Status);
        return session;
    }

    public static MediaReport Report(MediaState state, string? problem = null) =>
        new() { State = state, Problem = problem is null ? null : new(problem, "Whatever a browser says.") };

    public static CloseSession Closing(EndReason outcome = EndReason.Resolved, string? note = null) =>
        new() { OperationId = Guid.NewGuid(), Outcome = outcome, Note = note };

    public static BeginPicture Sending(PictureSource source) => new() { PictureId = $"picture-{Guid.NewGuid():N}"[..36], Source = source, Bytes = 10 };

    public static SendInvite Inviting(InviteContent content = InviteContent.Connect) =>
        new() { OperationId = Guid.NewGuid(), Channel = InviteChannel.Email, To = "ana@example.com", Content = content };

    public SessionUnderTest Start(bool attached = true)
    {
        var command = new StartSession
        {
            OperationId = Guid.NewGuid(),
            AgentId = AgentId,
            AgentName = "Ana",
            Address = attached ? Address("desk-1") : null,
        };
        Do(rules =>
        {
            rules.Start(command, 10_001, Code, Now + TimeSpan.FromMinutes(10));
            Link = rules.MintLink();
        });
        return this;
    }

    public void Arrive(string device, string? code = null, string? link = null) => Do(rules => rules.Arrive(
        new() { Code = code, LinkToken = code is null ? link ?? Link : null, DeviceKeyHash = device, Hints = new() }, Pixel));

    public string NextCode() => $"{++_codes:D9}";

    /// <summary>One command, kept as the grain keeps it.</summary>
    public Session Do(Action<Session> command)
    {
        var rules = new Session("session-1", State, Now, Options);
        command(rules);
        State = rules.Outcome;
        return Last = rules;
    }

    public void Do<T>(Func<Session, T> command) => Do(rules => { command(rules); });

    /// <summary>The code of what a command is refused with; then nothing has changed.</summary>
    public string Refused(Action<Session> command)
    {
        var before = State;
        var problem = Assert.Throws<SeeSupportException>(() => Do(command)).Problem;
        Assert.Same(before, State);
        Assert.EndsWith(".", problem.Sentence);
        return problem.Code;
    }

    /// <summary>All lines so far are in the records.</summary>
    public void File() => State = State with { FiledThrough = State.LastSequence() };

    /// <summary>Lets time pass, and what is due happen.</summary>
    public void Pass(TimeSpan span)
    {
        var until = Now + span;
        while (Session.NextDeadline(State, Options) is { } due && due <= until)
        {
            Now = due > Now ? due : Now;
            var before = State;
            Do(rules =>
            {
                rules.Elapse();
                rules.TakeQueued();
            });
            Assert.NotSame(before, State);
        }

        Now = until;
    }

    private sealed class SilentFront : IFrontObserver
    {
        public Task UpdateAgent(string connectionId, AgentUpdate update) => Task.CompletedTask;

        public Task UpdateConsumer(string connectionId, ConsumerUpdate update) => Task.CompletedTask;

        public Task Signal(string connectionId, string sessionId, string payload) => Task.CompletedTask;

        public Task Superseded(string connectionId, string sessionId) => Task.CompletedTask;

        public Task PictureReceiving(string connectionId, string sessionId, string pictureId, long receivedBytes) => Task.CompletedTask;
    }
}
