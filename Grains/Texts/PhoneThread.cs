namespace SeeSupport.Texts;

/// <summary>The rules of a phone's thread: one change to one state at one moment. No I/O.</summary>
internal static class PhoneThread
{
    /// <summary>Most texts of one number that are kept before somebody takes them or their files are here.</summary>
    public const int MostTexts = 100;

    private const int MostSessions = 16;
    private const int MostKnown = 256;

    /// <summary>Whether the message came before.</summary>
    public static bool Knows(this PhoneThreadState thread, string messageId) => thread.Known.Contains(messageId);

    /// <summary>That session writes to the number now.</summary>
    public static PhoneThreadState WrittenBy(this PhoneThreadState thread, string sessionId)
    {
        if (thread.Sessions is [.., var last] && last == sessionId)
            return thread;
        var others = thread.Sessions.Remove(sessionId);
        return thread with { Sessions = (others.Length < MostSessions ? others : others.RemoveAt(0)).Add(sessionId) };
    }

    /// <summary>The text as it is meant here: a yes of somebody who has said STOP takes that back, as it does at the provider.</summary>
    public static IncomingText Understood(this PhoneThreadState thread, IncomingText text) =>
        thread.StoppedAt is not null && text is { Keyword: TextKeyword.None, Media.IsEmpty: true } && TextKeywords.IsYes(text.Text)
            ? text with { Keyword = TextKeyword.Start }
            : text;

    /// <summary>A text came in.</summary>
    /// <param name="thread">The thread.</param>
    /// <param name="message">The text.</param>
    /// <param name="sessionId">The open session it belongs to; null for none.</param>
    /// <param name="keep">Whether it waits for an agent where it belongs to no session.</param>
    /// <param name="now">When it came.</param>
    public static PhoneThreadState Receive(this PhoneThreadState thread, IncomingText message, string? sessionId, bool keep, DateTimeOffset now)
    {
        var putAway = sessionId is null && !keep;
        var text = new ThreadText
        {
            Message = message,
            At = now,
            SessionId = sessionId,
            PutAway = putAway,
            Media = [.. message.Media.Select(file => new ThreadMedia { File = file, Stage = putAway ? Unwanted(file) : MediaStage.Waiting })],
        };
        var known = thread.Known.Length < MostKnown ? thread.Known : thread.Known.RemoveAt(0);
        return (thread with
        {
            Known = known.Add(message.MessageId),
            Texts = thread.Texts.Add(text),
            StoppedAt = message.Keyword switch
            {
                TextKeyword.Stop => thread.StoppedAt ?? now,
                TextKeyword.Start => null,
                _ => thread.StoppedAt,
            },
        }).Tidied();
    }

    /// <summary>The text belongs to another session, or waits for one.</summary>
    public static PhoneThreadState Reassign(this PhoneThreadState thread, string messageId, string? sessionId) =>
        thread.Change(messageId, text => text with { SessionId = sessionId });

    /// <summary>All that waits belongs to this session.</summary>
    public static PhoneThreadState Attach(this PhoneThreadState thread, string sessionId) => thread.WrittenBy(sessionId) with
    {
        Texts = [.. thread.Texts.Select(text => text.Waits ? text with { SessionId = sessionId } : text)],
    };

    /// <summary>What waits and came by that moment is put away.</summary>
    public static PhoneThreadState PutAway(this PhoneThreadState thread, DateTimeOffset cameBy) => (thread with
    {
        Texts = [.. thread.Texts.Select(text => !text.Waits || text.At > cameBy ? text : text with
        {
            PutAway = true,
            Media = [.. text.Media.Select(media => media with { Stage = Unwanted(media.File) })],
        })],
    }).Tidied();

    /// <summary>The session has the text in its log.</summary>
    public static PhoneThreadState Told(this PhoneThreadState thread, string messageId) =>
        thread.Change(messageId, text => text with { Told = true });

    /// <summary>A file is a step further.</summary>
    public static PhoneThreadState Move(this PhoneThreadState thread, string messageId, string pictureId, MediaStage stage) =>
        thread.Change(messageId, pictureId, media => media with { Stage = stage, Tries = 0, NextAt = null });

    /// <summary>A step of a file was tried in vain.</summary>
    public static PhoneThreadState Retry(this PhoneThreadState thread, string messageId, string pictureId, DateTimeOffset nextAt) =>
        thread.Change(messageId, pictureId, media => media with { Tries = media.Tries + 1, NextAt = nextAt });

    /// <summary>How long to wait after so many tries.</summary>
    public static TimeSpan Wait(int tries, TextOptions options) =>
        options.RetryDelay * Math.Pow(2, Math.Min(tries, 30)) is var wait && wait < options.LongestRetryDelay ? wait : options.LongestRetryDelay;

    /// <summary>What waits for an agent, as agents see it; null when nothing does.</summary>
    public static WaitingText? Waiting(this PhoneThreadState thread, string maskedNumber)
    {
        var waiting = thread.Texts.Where(text => text.Waits).ToList();
        return waiting.Count == 0 ? null : new()
        {
            WaitingId = "",
            From = maskedNumber,
            Text = waiting[^1].Message.Text,
            Texts = waiting.Count,
            Files = waiting.Sum(text => text.Media.Length),
            At = waiting[^1].At,
        };
    }

    /// <summary>A file that nobody wants is deleted; one that does not lie with the provider is left alone.</summary>
    private static MediaStage Unwanted(IncomingMedia file) => file.MediaId is null ? MediaStage.Done : MediaStage.ToDelete;

    private static PhoneThreadState Change(this PhoneThreadState thread, string messageId, Func<ThreadText, ThreadText> change) => (thread with
    {
        Texts = [.. thread.Texts.Select(text => text.Message.MessageId == messageId ? change(text) : text)],
    }).Tidied();

    private static PhoneThreadState Change(
        this PhoneThreadState thread, string messageId, string pictureId, Func<ThreadMedia, ThreadMedia> change) =>
        thread.Change(messageId, text => text with
        {
            Media = [.. text.Media.Select(media => media.File.PictureId == pictureId ? change(media) : media)],
        });

    /// <summary>Without what is done with.</summary>
    private static PhoneThreadState Tidied(this PhoneThreadState thread) =>
        thread with { Texts = thread.Texts.RemoveAll(text => (text.Told || text.PutAway) && text.Media.All(media => media.Stage == MediaStage.Done)) };
}
