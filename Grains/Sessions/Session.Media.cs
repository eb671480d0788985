using SeeSupport.Media;

namespace SeeSupport.Sessions;

/// <content>What media does, as either side sees it.</content>
internal sealed partial class Session
{
    /// <summary>The agent's side reports: it alone knows whether there is a picture.</summary>
    public void ReportAgentMedia(string agentId, MediaReport report)
    {
        var device = OpenForJoined(agentId);
        switch (report.State)
        {
            case MediaState.Connected:
                ShowPicture(device);
                break;
            case MediaState.Interrupted or MediaState.Connecting when _state.Picture == Picture.Live:
                LogPicture(() => _state = _state with { Picture = Picture.Interrupted });
                break;
            case MediaState.NoRoute:
                LoseRoute(device, report.Problem);
                break;
            case MediaState.Black:
                SetTrouble(device, Troubles.Known(report.Problem?.Code, Troubles.PictureBlack));
                break;
        }
    }

    /// <summary>The consumer's side reports. Figures alone change nothing: the report is given back, to be kept with the next change.</summary>
    public MediaReport ReportConsumerMedia(ConsumerIdentity consumer, MediaReport report)
    {
        var device = OpenForJoined(consumer);
        switch (report.State)
        {
            case MediaState.Connecting when device.Step is < ConsumerStep.Connecting or ConsumerStep.NoRoute:
                SetStep(device, ConsumerStep.Connecting, null, "The picture is connecting.");
                break;
            case MediaState.Connected when device.Step == ConsumerStep.Live:
                SetTrouble(device, null);
                break;
            case MediaState.NoRoute:
                LoseRoute(device, report.Problem);
                break;
            case MediaState.Black:
                SetTrouble(device, Troubles.Known(report.Problem?.Code, Troubles.PictureBlack));
                break;
        }

        var kept = report with { Problem = report.State is MediaState.NoRoute or MediaState.Black ? Troubles.ForAgent(Joined().Trouble) : null };
        if (!kept.SaysTheSameAs(_state.Media))
            _state = _state with { Media = kept };
        return kept;
    }

    private Device Joined() => _state.JoinedDevice()!;

    private void ShowPicture(Device device)
    {
        var first = _state.Picture == Picture.None;
        LogPicture(() =>
        {
            if (_state.Picture != Picture.Live)
                _state = _state with { Picture = Picture.Live, LiveAt = _state.LiveAt ?? now };
            if (device.Step != ConsumerStep.Live || device.Trouble is not null)
                Set(device with { Step = ConsumerStep.Live, Trouble = null });
        });
        if (first)
            Log(EventKind.Live, null, "The picture is there.");
    }

    private void LoseRoute(Device device, Problem? problem) => LogPicture(() =>
    {
        if (_state.Picture == Picture.Live)
            _state = _state with { Picture = Picture.Interrupted };
        var trouble = Troubles.Known(problem?.Code, Troubles.NoRoute);
        SetStep(device, ConsumerStep.NoRoute, trouble, Troubles.ForAgent(trouble)!.Sentence);
    });

    private void SetTrouble(Device device, string? trouble) => SetStep(device, device.Step, trouble,
        Troubles.ForAgent(trouble)?.Sentence ?? "The picture is fine again.");
}
