using FsCheck;
using FsCheck.Fluent;
using SeeSupport.Invites;
using SeeSupport.Media;
using SeeSupport.Pictures;
using static SeeSupport.Sessions.SessionUnderTest;

namespace SeeSupport.Sessions;

/// <summary>Random commands of an agent and three devices, with random time between them: what holds whatever they do.</summary>
public class SessionPropertyTests
{
    private static readonly string[] Devices = ["phone", "second", "third"];

    private static readonly Func<SessionUnderTest, int, Action<Session>>[] Commands =
    [
        (_, n) => rules => rules.AttachAgent(AgentId, Address($"desk-{n % 3}", $"front-{n % 2}")),
        (session, n) => rules => rules.Arrive(new() { LinkToken = session.Link, DeviceKeyHash = Device(n), Hints = new() }, Pixel),
        (session, n) => rules => rules.Arrive(new() { Code = session.State.Code, DeviceKeyHash = Device(n), Hints = new() }, Pixel),
        (_, n) => rules => rules.AttachConsumer(new(Device(n), null), Address($"{Device(n)}-{n % 5}", $"front-{n % 2}")),
        (session, n) => rules =>
        {
            var consumer = new ConsumerIdentity(Device(n), n % 2 == 0 ? session.State.Code : null);
            rules.CodeToSpend(consumer);
            rules.Join(consumer, Address($"{Device(n)}-{n % 5}", $"front-{n % 2}"));
        },
        (_, n) => rules => rules.Detach(ParticipantRole.Agent, $"desk-{n % 3}"),
        (_, n) => rules => rules.Detach(ParticipantRole.Consumer, $"{Device(n)}-{n % 5}"),
        (_, n) => rules => rules.FrontLost($"front-{n % 2}"),
        (_, n) => rules => rules.Silent(ParticipantRole.Agent, $"desk-{n % 3}", TimeSpan.FromSeconds(n % 2 * 6)),
        (_, n) => rules => rules.Silent(ParticipantRole.Consumer, $"{Device(n)}-{n % 5}", TimeSpan.FromSeconds(n % 4 * 6)),
        (_, n) => rules => rules.Report(new(Device(n), null), new() { Step = (ConsumerStep)(n % 10), TroubleCode = n % 2 == 0 ? "camera-busy" : null }),
        (_, n) => rules => rules.ReportAgentMedia(AgentId, Report((MediaState)(n % 5))),
        (_, n) => rules => rules.ReportConsumerMedia(new(Device(n), null), Report((MediaState)(n % 5))),
        (_, n) => rules => rules.AgentSays(AgentId, $"{n}"),
        (_, n) => rules => rules.ConsumerSays(new(Device(n), null), $"{n}"),
        (_, n) => rules => rules.SetPaused(new(Device(n), null), n % 2 == 0),
        (_, n) => rules => rules.SetHold(AgentId, n % 2 == 0),
        (session, _) => rules => rules.RenewCode(AgentId, session.NextCode(), session.Now + TimeSpan.FromMinutes(10)),
        (_, n) => rules => rules.Invite(AgentId, Inviting((InviteContent)(n % 3)), "ana@example.com"),
        (_, _) => rules => rules.TakeQueued(),
        (_, n) => rules => rules.BeginConsumerPicture(new(Device(n), null), Sending(PictureSource.Photo), new()),
        (session, n) => rules => rules.PictureReady(Any(session, n), new() { Hash = $"{n % 3}", Type = "image/png", Bytes = n }),
        (session, n) => rules => rules.PictureFailed(Any(session, n), Problems.PictureMalformed),
        (session, n) => rules => rules.DeletePicture(AgentId, Any(session, n)),
        (session, n) => rules =>
        {
            if (!session.State.Invites.IsEmpty)
                rules.InviteReported(session.State.Invites[n % session.State.Invites.Length].InviteId, new() { State = (InviteState)(n % 6) });
        },
        (_, n) => rules => rules.Leave(new(Device(n), null), final: n % 4 == 0),
        (_, n) => rules => rules.Close(AgentId, Closing((EndReason)(n % 3))),
        (session, _) => rules => rules.Reopen(AgentId, session.NextCode(), session.Now + TimeSpan.FromMinutes(10)),
        (_, _) => rules => rules.Recover([]),
    ];

    private static string Device(int n) => Devices[n / 7 % Devices.Length];

    private static string Any(SessionUnderTest session, int n) =>
        session.State.Pictures.IsEmpty ? "" : session.State.Pictures[n % session.State.Pictures.Length].Id;

    [Fact]
    public void Invariants_Hold_WhateverIsDoneInWhateverOrder()
    {
        var time = Gen.Frequency((6, Gen.Constant(0)), (3, Gen.Choose(0, 25)), (1, Gen.Choose(0, 700)), (1, Gen.Choose(0, 50_000)));
        var step = from command in Gen.Choose(0, Commands.Length - 1)
                   from n in Gen.Choose(0, 1000)
                   from seconds in time
                   select (command, n, seconds);
        var sequences = step.ArrayOf(120).ToArbitrary();

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(sequences, steps =>
        {
            var session = new SessionUnderTest().Start();
            foreach (var (command, n, seconds) in steps)
            {
                var before = session.State;
                if (seconds > 0)
                    session.Pass(TimeSpan.FromSeconds(seconds));
                CheckAll(before, session);

                before = session.State;
                try
                {
                    session.Do(Commands[command](session, n));
                }
                catch (SeeSupportException)
                {
                    Assert.Same(before, session.State);
                    continue;
                }

                CheckAll(before, session);
                CheckStep(before, session.Last);
            }

            return true;
        }));
    }

    private static void CheckStep(SessionState before, Session rules)
    {
        var after = rules.Outcome;
        Assert.Equal(before.Version + (rules.Changed ? 1 : 0), after.Version);
        Assert.Equal(rules.Changed, !ReferenceEquals(before, after));
        Assert.Equal(after.LastSequence() - before.LastSequence(), rules.Events.Length);
        Assert.True(rules.Changed || rules.Events.IsEmpty);
        foreach (var (line, i) in rules.Events.Select((line, i) => (line, i)))
            Assert.Equal(before.LastSequence() + i + 1, line.Sequence);

        // What is closed only ever opens again, or learns what became of its invites and pictures.
        if (before.EndReason is not null && after.EndReason is not null && rules.Changed)
        {
            var expected = before with { Version = after.Version, Invites = after.Invites, Tail = after.Tail };
            Assert.Equal(expected with { Pictures = after.Pictures, PhotoAskedAt = after.PhotoAskedAt, FilesToDelete = after.FilesToDelete }, after);
        }
    }

    private static void CheckAll(SessionState before, SessionUnderTest session)
    {
        var state = session.State;
        Assert.True(state.Version >= before.Version);
        for (var i = 1; i < state.Tail.Length; i++)
            Assert.Equal(state.Tail[i - 1].Sequence + 1, state.Tail[i].Sequence);
        Assert.Equal(1, state.Tail[0].Sequence);

        Assert.Equal(state.Devices.Length, state.Devices.Select(device => device.KeyHash).Distinct().Count());
        Assert.True(state.Joined is null || state.JoinedDevice() is not null, "The joined device is known.");
        Assert.True(state.DoorOpen || state.Joined is not null || !state.IsOpen(), "An open session that nobody joined takes devices.");
        Assert.True(state.IsOpen() || !state.DoorOpen);
        Assert.InRange(state.Devices.Length, 0, 9);
        Assert.True(before.Joined is null || state.Joined is null || before.Joined == state.Joined || before.DoorOpen,
            "The place changes hands only when the agent asked for it.");

        if (!state.IsOpen())
        {
            Assert.Null(state.Code);
            Assert.Null(state.Agent.Address);
            Assert.All(state.Devices, device => Assert.Null(device.Reach.Address));
            Assert.Null(Session.NextDeadline(state, session.Options));
            Assert.DoesNotContain(state.Invites, invite => invite.State == InviteState.Queued);
        }

        foreach (var reach in state.Devices.Select(device => device.Reach).Append(state.Agent))
        {
            Assert.False(reach.Address is not null && reach.Presence is Presence.Absent or Presence.Lost, "Who is connected is not lost.");
            var needsNoHub = reach == state.JoinedDevice()?.Reach;
            Assert.False(
                reach.Address is null && reach.Presence == Presence.Here && reach.GoneAt is null && !needsNoHub,
                "Who is here is connected, or expected, or joined by sending photos.");
        }

        Assert.DoesNotContain(state.FilesToDelete, state.RefersTo);
        Assert.Equal(state.Pictures.Length, state.Pictures.Select(picture => picture.Id).Distinct().Count());
        var view = state.ForAgent("session-1");
        Assert.Equal(state.Version, view.Version);
        Assert.Equal(view.Status == SessionStatus.Closed, view.EndReason is not null);
        Assert.All(state.Devices, device => Assert.Equal(device.KeyHash == state.Joined, state.ForConsumer("session-1", device).Joined));
    }
}
