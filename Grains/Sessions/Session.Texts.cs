using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SeeSupport.Invites;
using SeeSupport.Pictures;
using SeeSupport.Ports;
using SeeSupport.Texts;

namespace SeeSupport.Sessions;

/// <content>Text messages both ways: the agent's are stored before they go out, the consumer's come from the thread of their number.</content>
internal sealed partial class Session
{
    /// <summary>Most characters of a text message; the provider refuses longer ones.</summary>
    public const int LongestSms = 1600;

    /// <summary>Sent texts whose outcome may still be told; of older ones nothing more is expected.</summary>
    private const int MostUncertainTexts = 64;

    /// <summary>Whether this agent may send a text from this session, and to which number.</summary>
    public string? CheckText(string agentId, SendText command, int mostTexts)
    {
        OpenFor(agentId);
        if (_state.TextsSent >= mostTexts)
            throw new SeeSupportException(Problems.TextLimitSession);
        if (command.To is null && _state.TextNumber is null)
            throw new SeeSupportException(Problems.TextNumberMissing);
        if (Cleaned(command.Text, Problems.TextTooLongForSms) is not { } text)
            throw new SeeSupportException(Problems.TextEmpty);
        if (text.Length > LongestSms)
            throw new SeeSupportException(Problems.TextTooLongForSms);
        return command.To ?? _state.TextNumber;
    }

    /// <summary>Whether the session writes to that number for the first time: such a text is counted as an invite is.</summary>
    public bool IsNewNumber(string to) =>
        _state.TextNumber != to && !_state.Invites.Any(invite => invite.Channel == InviteChannel.Phone && invite.To == to);

    /// <summary>Accepts a text for sending.</summary>
    public SessionEvent Text(string agentId, string text, string to, Func<string, int> segments)
    {
        OpenFor(agentId);
        TextWith(to, stopped: false);
        var clean = Cleaned(text, Problems.TextTooLongForSms)!;
        var outgoing = new OutgoingText { TextId = RandomId.New(), To = to, Text = clean, State = InviteState.Queued };
        var certain = _state.Texts.Length < MostUncertainTexts ? _state.Texts : _state.Texts.RemoveAt(0);
        _state = _state with { Texts = certain.Add(outgoing), TextsSent = _state.TextsSent + 1 };
        return LogText(outgoing, clean, segments: segments(clean).ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Takes the queued texts to be sent; they count as being sent from here on.</summary>
    public IReadOnlyList<TextMessage> TakeQueuedTexts()
    {
        if (!_state.IsOpen())
            return [];
        List<TextMessage> messages = [];
        foreach (var text in _state.Texts.Where(text => text.State == InviteState.Queued))
        {
            messages.Add(new(id, text.TextId, _state.AgentId, text.To, text.Text!));
            Replace(text, text with { State = InviteState.Sending, Text = null });
        }

        return messages;
    }

    /// <summary>A text came in. False when the session is closed and knows nothing of it.</summary>
    public bool TextReceived(string number, IncomingText text)
    {
        var operation = OperationOf(text.MessageId);
        if (WasDone(operation, nameof(TextReceived), out _))
            return true;
        if (!_state.IsOpen())
            return false;
        var stopped = _state.TextsStopped;
        if (text.Keyword == TextKeyword.Stop)
        {
            TextWith(number, stopped: true);
            Log(EventKind.TextStopped, ParticipantRole.Consumer, $"The consumer answered {text.Text.Trim()}: no more texts go to {number}.",
                ("message", text.MessageId), ("number", number));
        }
        else
        {
            TextWith(number, stopped && text.Keyword != TextKeyword.Start && number == _state.TextNumber);
            Log(EventKind.TextIn, ParticipantRole.Consumer, Cleaned(Shortened(text.Text), Problems.TextTooLong) ?? "",
                ("message", text.MessageId),
                ("files", text.Media.IsEmpty ? null : text.Media.Length.ToString(CultureInfo.InvariantCulture)));
        }

        Done(operation, nameof(TextReceived));
        return true;
    }

    /// <summary>The file of a picture message cannot be had at the moment.</summary>
    public void PictureDelayed(string pictureId, Problem problem)
    {
        if (_state.FindPicture(pictureId) is { View.State: PictureState.Receiving } picture && picture.View.Problem != problem)
            Replace(picture, picture with { View = picture.View with { Problem = problem } });
    }

    /// <summary>The file of a picture message did not become a picture.</summary>
    public void TextedPictureRefused(string pictureId, Problem problem)
    {
        if (_state.FindPicture(pictureId) is not null)
            PictureFailed(pictureId, problem);
        else if (!WasDone(OperationOf(pictureId), nameof(TextedPictureRefused), out _))
        {
            Log(EventKind.Picture, ParticipantRole.Consumer, $"A picture did not come. {problem.Sentence}",
                ("picture", pictureId), ("source", Words.Of(PictureSource.Text)), ("state", Words.Of(PictureState.Failed)), ("code", problem.Code));
            Done(OperationOf(pictureId), nameof(TextedPictureRefused));
        }
    }

    /// <summary>The session texts with that number from now on.</summary>
    public void TextWith(string number, bool stopped)
    {
        if (_state.TextNumber != number || _state.TextsStopped != stopped)
            _state = _state with { TextNumber = number, TextsStopped = stopped };
    }

    /// <summary>Whether this agent may take waiting texts into this session.</summary>
    public void CheckAttachTexts(string agentId) => OpenFor(agentId);

    private void Report(OutgoingText text, DeliveryReport report)
    {
        var reported = text with
        {
            Text = null,
            State = report.State,
            Problem = report.State == InviteState.Failed ? report.Problem ?? Problems.InviteOutcomeUnknown : null,
        };
        if (report.State is InviteState.Delivered or InviteState.Outbox)
            _state = _state with { Texts = _state.Texts.Remove(text) };
        else
            Replace(text, reported);
        LogText(reported, report.State switch
        {
            InviteState.Delivered => $"The text to {text.To} arrived.",
            InviteState.Failed => $"The text to {text.To}: {reported.Problem!.Sentence}",
            InviteState.Outbox => $"The text to {text.To} lies in the outbox: no text messages are set up.",
            _ => $"The text to {text.To} was sent.",
        }, report.ProviderId);
    }

    private void Replace(OutgoingText text, OutgoingText by) => _state = _state with { Texts = _state.Texts.Replace(text, by) };

    private SessionEvent LogText(OutgoingText text, string words, string? providerId = null, string? segments = null) => Log(
        EventKind.TextOut, text.State == InviteState.Queued ? ParticipantRole.Agent : null, words,
        ("text", text.TextId), ("state", Words.Of(text.State)), ("to", text.To), ("segments", segments), ("code", text.Problem?.Code), ("provider", providerId));

    private static string Shortened(string text) => text.Length <= LongestText ? text : text[..LongestText];

    /// <summary>The same message is the same operation.</summary>
    private static Guid OperationOf(string messageId) => new(SHA256.HashData(Encoding.UTF8.GetBytes(messageId)).AsSpan(0, 16));
}
