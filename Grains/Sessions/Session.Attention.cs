namespace SeeSupport.Sessions;

/// <content>Calling for the consumer's attention, and writing down whose case it is and what came of it.</content>
internal sealed partial class Session
{
    /// <summary>A phone is not buzzed again sooner than this: it helps nobody and annoys.</summary>
    private static readonly TimeSpan BetweenBuzzes = TimeSpan.FromSeconds(5);

    private const int LongestDetail = 100;

    /// <summary>The agent calls for the consumer's attention.</summary>
    public SessionEvent Buzz(string agentId)
    {
        OpenForJoined(agentId);
        if (now < _state.BuzzedAt + BetweenBuzzes)
            throw new SeeSupportException(Problems.BuzzTooSoon);
        var line = Log(EventKind.Buzzed, ParticipantRole.Agent, "The agent buzzed the phone.");
        _state = _state with { Buzz = line.Sequence, BuzzedAt = now, BuzzNotice = null };
        return line;
    }

    /// <summary>The phone says what a buzz came to.</summary>
    public void BuzzNoticed(ConsumerIdentity consumer, long sequence, BuzzNotice notice)
    {
        OpenForJoined(consumer);
        if (sequence != _state.Buzz || notice <= _state.BuzzNotice || !Enum.IsDefined(notice))
            return;
        _state = _state with { BuzzNotice = notice };
        Log(
            EventKind.BuzzNoticed,
            ParticipantRole.Consumer,
            notice switch
            {
                BuzzNotice.Unnoticed => "The phone shows another app, so the buzz may not be noticed.",
                BuzzNotice.Notified => "The phone shows a notification of the buzz.",
                BuzzNotice.Felt => "The phone buzzed.",
                _ => "The consumer answered the buzz.",
            },
            ("notice", Words.Of(notice)));
    }

    /// <summary>The agent writes down whose case this is; a session that is over may still be put right.</summary>
    public void Describe(string agentId, DescribeSession command)
    {
        OwnedBy(agentId);
        var (ticket, name) = (Detail(command.ExternalId), Detail(command.ConsumerName));
        if (ticket == _state.ExternalId && name == _state.ConsumerName)
            return;
        _state = _state with { ExternalId = ticket, ConsumerName = name };
        Log(
            EventKind.Described, ParticipantRole.Agent, $"The agent wrote down: {string.Join(", ", new[] { ticket, name }.OfType<string>().DefaultIfEmpty("nothing"))}.",
            ("ticket", ticket), ("name", name));
    }

    /// <summary>The agent writes the note, while the session goes on or when it is over: the consumer may have ended it first.</summary>
    public void WriteNote(string agentId, string? note)
    {
        OwnedBy(agentId);
        var clean = Cleaned(note, Problems.NoteTooLong);
        if (clean != _state.Note)
            _state = _state with { Note = clean };
    }

    private static string? Detail(string? text)
    {
        var clean = Cleaned(text, Problems.DetailTooLong)?.ReplaceLineEndings(" ");
        return clean?.Length > LongestDetail ? throw new SeeSupportException(Problems.DetailTooLong) : clean;
    }
}
