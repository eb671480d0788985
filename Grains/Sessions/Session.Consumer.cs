using SeeSupport.Devices;
using SeeSupport.Fronts;

namespace SeeSupport.Sessions;

/// <content>What the consumer does.</content>
internal sealed partial class Session
{
    /// <summary>A device came by link or by code. It is shown to the agent; nothing is spent.</summary>
    public Device Arrive(Arrive command, DeviceDescription description)
    {
        var link = command.LinkToken is { } token ? LinkToken.Find(_state.Links, token) : null;
        var byCode = command.Code is { } code && IsLive(code);
        if (link is null && !byCode)
            throw new SeeSupportException(Problems.CodeUnknown);
        if (!_state.IsOpen())
            throw new SeeSupportException(Problems.SessionOver);
        if (_state.Joined != command.DeviceKeyHash && !_state.DoorOpen)
            throw new SeeSupportException(Problems.SessionTaken);

        MarkOpened(link?.InviteId);
        var known = _state.Find(command.DeviceKeyHash);
        var reach = known?.Reach.Address is null ? Reach.Expected(now) : known.Reach.Speak();
        if (known is not null && _state.Joined == known.KeyHash)
        {
            Set(known with { Description = description, Reach = reach });
            return known;
        }

        var device = (known ?? new Device { KeyHash = command.DeviceKeyHash }) with
        {
            Description = description,
            InviteId = link?.InviteId ?? known?.InviteId,
            Step = link is null ? ConsumerStep.CodeEntered : ConsumerStep.LinkOpened,
            Trouble = null,
            Reach = reach,
        };
        if (known != device)
        {
            var others = _state.Devices.RemoveAll(other => other.KeyHash == device.KeyHash);
            if (others.Length >= MostDevices)
                others = others.Remove(others.FirstOrDefault(other => other.Reach.Address is null && other.KeyHash != _state.Joined)
                    ?? others.First(other => other.KeyHash != _state.Joined));
            _state = _state with { Devices = others.Add(device) };
            if (known is null || known.Step != device.Step || known.Description != device.Description)
            {
                Log(EventKind.Arrived, ParticipantRole.Consumer,
                    $"{description.Label} {(link is null ? "entered the code" : "opened the link")}.",
                    ("step", Words.Of(device.Step)), ("device", description.Label), ("invite", link?.InviteId));
            }
        }

        return device;
    }

    /// <summary>The phone's hub connection comes, or comes back. A closed session is only looked at.</summary>
    public Device AttachConsumer(ConsumerIdentity consumer, ConnectionAddress address)
    {
        var device = Acting(consumer);
        return _state.IsOpen() ? Attach(device, address) : device;
    }

    /// <summary>The code that has to be spent before this device can join; null when it needs none.</summary>
    public string? CodeToSpend(ConsumerIdentity consumer)
    {
        var device = OpenFor(consumer);
        if (_state.Joined == device.KeyHash || device.Admitted || consumer.ByCode is null)
            return null;
        return IsLive(consumer.ByCode) ? consumer.ByCode : throw new SeeSupportException(Problems.CodeExpired);
    }

    /// <summary>Connect was tapped: the terms are accepted and the place is this device's.</summary>
    public Device Join(ConsumerIdentity consumer, ConnectionAddress address) =>
        Attach(TakePlace(OpenFor(consumer), "The consumer accepted the terms and tapped Connect."), address);

    private Device TakePlace(Device device, string text)
    {
        if (_state.Joined != device.KeyHash)
        {
            Displaced = [.. _state.Devices.Where(other => other.KeyHash != device.KeyHash && other.Reach.Address is not null)];
            device = device with { Step = ConsumerStep.TermsAccepted, Trouble = null, Admitted = true };
            _state = _state with
            {
                Devices = [device],
                Joined = device.KeyHash,
                JoinedAt = now,
                DoorOpen = false,
                Paused = false,
                OnHold = false,
                Picture = Picture.None,
                Media = null,
                CodeSpent = true,
            };
            LogStep(device, text);
            AskAgain();
        }

        return device;
    }

    /// <summary>The phone says how far it has come.</summary>
    public void Report(ConsumerIdentity consumer, ReportStep report)
    {
        var device = OpenFor(consumer);
        var joined = _state.Joined == device.KeyHash;
        switch (report.Step)
        {
            case ConsumerStep.CameraRefused:
            case ConsumerStep.WaitingForCamera or ConsumerStep.Connecting when joined:
            case ConsumerStep.TermsDeclined when !joined:
                break;
            case ConsumerStep.WaitingForCamera or ConsumerStep.Connecting:
                throw new SeeSupportException(Problems.NotJoined);
            default:
                throw new SeeSupportException(Problems.StepUnexpected);
        }

        var trouble = report.Step == ConsumerStep.CameraRefused ? Troubles.Known(report.TroubleCode, Troubles.CameraDenied) : null;
        SetStep(device, report.Step, trouble, report.Step switch
        {
            ConsumerStep.TermsDeclined => "The consumer declined the terms.",
            ConsumerStep.WaitingForCamera => "The phone asks for the camera.",
            ConsumerStep.Connecting => "The camera is there; the picture is connecting.",
            _ => Troubles.ForAgent(trouble)!.Sentence,
        });
    }

    /// <summary>The consumer writes.</summary>
    public SessionEvent ConsumerSays(ConsumerIdentity consumer, string text)
    {
        OpenForJoined(consumer);
        return Say(ParticipantRole.Consumer, text);
    }

    /// <summary>The consumer pauses or resumes the camera.</summary>
    public void SetPaused(ConsumerIdentity consumer, bool paused)
    {
        OpenForJoined(consumer);
        if (_state.Picture == Picture.None)
            throw new SeeSupportException(Problems.NotLive);
        if (_state.Paused == paused)
            return;
        _state = _state with { Paused = paused };
        if (paused)
            Log(EventKind.Paused, ParticipantRole.Consumer, "The consumer paused the camera.");
        else
            Log(EventKind.Resumed, ParticipantRole.Consumer, "The consumer resumed the camera.");
    }

    /// <summary>The consumer ends the session, or its page is gone for the moment. A device that has not joined only goes away.</summary>
    public void Leave(ConsumerIdentity consumer, bool final)
    {
        var device = Acting(consumer);
        if (!_state.IsOpen())
            return;
        if (!final)
            Set(device with { Reach = device.Reach.SayGoodbye(now) });
        else if (_state.Joined == device.KeyHash)
            Close(EndReason.ConsumerLeft, ParticipantRole.Consumer, "The consumer ended the session.");
        else
            Remove(device);
    }

    /// <summary>The device must be joined for relaying, ICE servers and the like; throws what keeps it from that.</summary>
    public Device OpenForJoined(ConsumerIdentity consumer)
    {
        var device = OpenFor(consumer);
        return _state.Joined == device.KeyHash ? device : throw new SeeSupportException(Problems.NotJoined);
    }

    /// <summary>A device that may act in an open session. That it acts is a sign of life.</summary>
    private Device OpenFor(ConsumerIdentity consumer)
    {
        var device = Acting(consumer);
        if (!_state.IsOpen())
            throw new SeeSupportException(Problems.SessionOver);
        var alive = device with { Reach = device.Reach.Speak() };
        Set(alive);
        return alive;
    }

    /// <summary>The device behind a ticket: the joined one, or one that arrived while the door was open.</summary>
    public Device Acting(ConsumerIdentity consumer)
    {
        if (!_state.Exists())
            throw new SeeSupportException(Problems.TicketRefused);
        if (_state.Find(consumer.DeviceKeyHash) is { } device)
            return device;
        throw new SeeSupportException(
            !_state.IsOpen() ? Problems.SessionOver : _state.DoorOpen ? Problems.TicketRefused : Problems.SessionTaken);
    }

    private bool IsLive(string code) => code == _state.Code && !_state.CodeSpent && now < _state.CodeExpiresAt;

    private Device Attach(Device device, ConnectionAddress address)
    {
        Supersede(device.Reach, address);
        var attached = device with { Reach = Reach.At(address) };
        Set(attached);
        return attached;
    }

    private void SetStep(Device device, ConsumerStep step, string? trouble, string text)
    {
        if (device.Step == step && device.Trouble == trouble)
            return;
        var moved = device with { Step = step, Trouble = trouble };
        Set(moved);
        LogStep(moved, text);
    }

    private void LogStep(Device device, string text) =>
        Log(EventKind.Step, ParticipantRole.Consumer, text, ("step", Words.Of(device.Step)), ("code", device.Trouble));

    private void MarkOpened(string? inviteId)
    {
        if (_state.Invites.FirstOrDefault(invite => invite.InviteId == inviteId) is { Opened: false } invite)
            _state = _state with { Invites = _state.Invites.Replace(invite, invite with { Opened = true }) };
    }
}
