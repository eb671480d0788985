using SeeSupport.Invites;

namespace SeeSupport.Sessions;

/// <content>What happens by itself: connections end, and time passes.</content>
internal sealed partial class Session
{
    /// <summary>A hub connection is gone. Nothing happens when its participant has another one by now.</summary>
    public void Detach(ParticipantRole role, string connectionId)
    {
        if (!_state.IsOpen())
            return;
        if (role == ParticipantRole.Agent && _state.Agent.IsAt(connectionId))
            SetAgent(_state.Agent.Detach(now));
        if (role == ParticipantRole.Consumer && _state.Devices.FirstOrDefault(device => device.Reach.IsAt(connectionId)) is { } device)
            Set(device with { Reach = device.Reach.Detach(now) });
    }

    /// <summary>A hub connection stands but has said nothing for that long; after zero it is heard again.</summary>
    public void Silent(ParticipantRole role, string connectionId, TimeSpan silence)
    {
        if (!_state.IsOpen())
            return;
        if (role == ParticipantRole.Agent && _state.Agent.IsAt(connectionId))
            SetAgent(Heard(_state.Agent));
        if (role == ParticipantRole.Consumer && _state.Devices.FirstOrDefault(device => device.Reach.IsAt(connectionId)) is { } device)
            Set(device with { Reach = Heard(device.Reach) });

        Reach Heard(Reach reach) => silence == TimeSpan.Zero ? reach.Speak() : reach.FallSilent(now - silence).Elapse(now, options);
    }

    /// <summary>A front is gone, with all connections it served.</summary>
    public void FrontLost(string frontId)
    {
        if (!_state.IsOpen())
            return;
        if (_state.Agent.Address?.FrontId == frontId)
            SetAgent(_state.Agent.LoseFront(now));
        foreach (var device in _state.Devices.Where(device => device.Reach.Address?.FrontId == frontId))
            Set(device with { Reach = device.Reach.LoseFront(now) });
    }

    /// <summary>Does all that is due.</summary>
    public void Elapse()
    {
        if (!_state.IsOpen())
            return;
        SetAgent(_state.Agent.Elapse(now, options));
        foreach (var device in _state.Devices)
            Set(device with { Reach = device.Reach.Elapse(now, options) });

        if (_state.Agent.Address is null && now >= _state.Agent.GoneAt + options.KeepAgent)
        {
            Close(EndReason.AgentLost, null, "The session was closed because the agent's console was gone for too long.");
            return;
        }

        foreach (var device in _state.Devices.Where(device => now >= GoneForGoodAt(_state, device, options)))
        {
            if (device.Reach.Address is { } address)
                Set(device with { Reach = Reach.At(address) });
            else if (EndWithout(device) is var (reason, text))
                Close(reason, null, text);
            else
                Remove(device);
            if (!_state.IsOpen())
                return;
        }
    }

    /// <summary>When <see cref="Elapse"/> or <see cref="TakeQueued"/> or <see cref="TakeQueuedTexts"/> has something to do next; null when nothing happens by itself.</summary>
    public static DateTimeOffset? NextDeadline(SessionState state, SessionOptions options)
    {
        if (!state.IsOpen())
            return null;
        if (state.Invites.Any(invite => invite.State == InviteState.Queued) || state.Texts.Any(text => text.State == InviteState.Queued))
            return DateTimeOffset.MinValue;
        var next = Earlier(state.Agent.NextChange(options), state.Agent.Address is null ? state.Agent.GoneAt + options.KeepAgent : null);
        foreach (var device in state.Devices)
            next = Earlier(next, Earlier(device.Reach.NextChange(options), GoneForGoodAt(state, device, options)));
        return next;
    }

    /// <summary>When the place of a device that is gone ends. Who sent photos instead has done their part: the agent looks at them without hurry.</summary>
    private static DateTimeOffset? GoneForGoodAt(SessionState state, Device device, SessionOptions options) =>
        device.KeyHash == state.Joined && state.HasPhotosInstead() ? null : device.Reach.GoneAt + options.KeepConsumer;

    /// <summary>How the session ends because this device did not come back; null when it goes on without it.</summary>
    private (EndReason Reason, string Text)? EndWithout(Device device) => device switch
    {
        { Step: ConsumerStep.TermsDeclined } when _state.Joined is null && _state.ShownDevice() == device =>
            (EndReason.TermsDeclined, "The session was closed because the consumer declined the terms and did not come back."),
        _ when _state.Joined != device.KeyHash => null,
        { Step: ConsumerStep.CameraRefused } =>
            (EndReason.PermissionRefused, "The session was closed because the camera was refused and the consumer did not come back."),
        { Step: ConsumerStep.NoRoute } =>
            (EndReason.NoRoute, "The session was closed because the picture found no way and the consumer did not come back."),
        _ => (EndReason.ConsumerLost, "The session was closed because the consumer was gone for too long."),
    };

    private static DateTimeOffset? Earlier(DateTimeOffset? a, DateTimeOffset? b) => a is null || b < a ? b : a;
}
