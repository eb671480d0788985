using SeeSupport.Consents;
using SeeSupport.Recordings;

namespace SeeSupport.Sessions;

/// <content>What the agent's browser records: only while the consumer agrees.</content>
internal sealed partial class Session
{
    private const int MostRecordings = 100;

    /// <summary>What was recorded before the consent ended may still be on its way for so long.</summary>
    private static readonly TimeSpan RecordingTail = TimeSpan.FromMinutes(10);

    /// <summary>The agent's browser begins to record. Repeated with the same id it is the same recording.</summary>
    public void BeginRecording(string agentId, string recordingId)
    {
        OpenFor(agentId);
        if (_state.Recordings.Any(each => each.RecordingId == recordingId))
            return;
        if (_state.Recording != ConsentState.On)
            throw new SeeSupportException(Problems.RecordingNotAgreed);
        if (_state.Recordings.Length >= MostRecordings)
            throw new SeeSupportException(Problems.RecordingLimit);
        _state = _state with
        {
            Recordings = _state.Recordings.Add(new() { RecordingId = recordingId, State = RecordingState.Recording, StartedAt = now }),
        };
    }

    /// <summary>The agent's recording; with <paramref name="toAppend"/> only while it takes more.</summary>
    public RecordingView FindRecording(string agentId, string recordingId, bool toAppend)
    {
        OwnedBy(agentId);
        var recording = _state.Recordings.FirstOrDefault(each => each.RecordingId == recordingId)
            ?? throw new SeeSupportException(Problems.RecordingUnknown);
        if (toAppend && (recording.State == RecordingState.Ready || now >= recording.EndedAt + RecordingTail))
            throw new SeeSupportException(Problems.RecordingOver);
        return recording;
    }

    /// <summary>The recording is whole, or, with no bytes, there was nothing to be kept.</summary>
    public void KeepRecording(string agentId, string recordingId, long bytes, TimeSpan duration)
    {
        var recording = FindRecording(agentId, recordingId, toAppend: false);
        if (recording.State == RecordingState.Ready)
            return;
        if (bytes == 0)
        {
            _state = _state with { Recordings = _state.Recordings.Remove(recording) };
            return;
        }

        _state = _state with
        {
            Recordings = _state.Recordings.Replace(recording, recording with
            {
                State = RecordingState.Ready,
                EndedAt = recording.EndedAt ?? now,
                Bytes = bytes,
                DurationMs = Math.Round(duration.TotalMilliseconds),
            }),
        };
        Log(EventKind.RecordingKept, null, "A recording was kept.", ("recording", recordingId));
    }

    private void EndRecordings() => _state = _state with
    {
        Recordings = [.. _state.Recordings.Select(each => each.EndedAt is null ? each with { EndedAt = now } : each)],
    };
}
