namespace SeeSupport;

/// <summary>Every problem that is stated in more than one place or by the grid, each code with its sentence.</summary>
public static class Problems
{
    /// <summary>No session has this id.</summary>
    public static readonly Problem SessionUnknown = new("session-unknown", "There is no such session. Start a new one.");

    /// <summary>An agent asks for a session of another agent.</summary>
    public static readonly Problem SessionNotYours = new("session-not-yours", "This session belongs to another agent.");

    /// <summary>The agent has as many open sessions as are allowed.</summary>
    public static readonly Problem SessionLimit = new("session-limit", "You have as many open sessions as are allowed. Close one, then start again.");

    /// <summary>An agent's command for a session that is closed.</summary>
    public static readonly Problem SessionClosed = new("session-closed", "This session is closed. Reopen it to go on.");

    /// <summary>A consumer comes to a session that is closed.</summary>
    public static readonly Problem SessionOver = new("session-over", "This session has ended. Ask the agent for a new one.");

    /// <summary>The session is open, but only a closed one can be opened again.</summary>
    public static readonly Problem SessionOpen = new("session-open", "This session is open already.");

    /// <summary>The session was closed too long ago.</summary>
    public static readonly Problem SessionGone = new("session-gone", "This session is no longer kept. Start a new one.");

    /// <summary>Another device has joined.</summary>
    public static readonly Problem SessionTaken = new("session-taken", "Another phone has joined this session. Ask the agent for a new code.");

    /// <summary>A code or link opens nothing. Says the same of unknown, expired, used and malformed ones.</summary>
    public static readonly Problem CodeUnknown = new("code-unknown", "This code does not work. Check it, or ask the agent for a new one.");

    /// <summary>The code a device arrived with came to its end before Connect was tapped.</summary>
    public static readonly Problem CodeExpired = new("code-expired", "The code has expired. Ask the agent for a new one.");

    /// <summary>A network, or everybody together, tried too many codes.</summary>
    public static readonly Problem TooManyTries = new("too-many-tries", "Too many codes were tried. Wait a little, then try again.");

    /// <summary>No free code was found; more are live than can be.</summary>
    public static readonly Problem CodesExhausted = new("codes-exhausted", "There is no free connection code at the moment. Try again in a minute.");

    /// <summary>The device has not arrived in this session, or it is forgotten.</summary>
    public static readonly Problem TicketRefused = new("ticket-refused", "This page is too old. Open the link or enter the code again.");

    /// <summary>The device has arrived but not joined.</summary>
    public static readonly Problem NotJoined = new("not-joined", "Tap Connect first.");

    /// <summary>No device has joined.</summary>
    public static readonly Problem NobodyJoined = new("nobody-joined", "Nobody has joined yet. Wait until the consumer taps Connect.");

    /// <summary>There has been no picture yet.</summary>
    public static readonly Problem NotLive = new("not-live", "There is no picture yet. Wait until the session is live.");

    /// <summary>The session is on hold, and what was asked for needs a picture.</summary>
    public static readonly Problem OnHold = new("session-on-hold", "The session is on hold. Resume it first.");

    /// <summary>The consumer agrees to what the agent does not ask any more.</summary>
    public static readonly Problem ConsentNotAsked = new("consent-not-asked", "The agent does not ask for this any more.");

    /// <summary>The agent's browser records although the consumer has not agreed, or not any more.</summary>
    public static readonly Problem RecordingNotAgreed = new("recording-not-agreed", "The consumer has not agreed to be recorded. Ask them first.");

    /// <summary>No recording of the session has this id.</summary>
    public static readonly Problem RecordingUnknown = new("recording-unknown", "There is no such recording.");

    /// <summary>A recording that is whole takes no more.</summary>
    public static readonly Problem RecordingOver = new("recording-over", "The recording is over. Begin another one.");

    /// <summary>The session has as many recordings as it may have.</summary>
    public static readonly Problem RecordingLimit = new("recording-limit", "This session has as many recordings as it may have. Start another session.");

    /// <summary>Talking through the product is switched off for the company.</summary>
    public static readonly Problem AudioOff = new("audio-switched-off", "Sound is switched off here. Talk on the phone, or write.");

    /// <summary>Notes are switched off for the company.</summary>
    public static readonly Problem NotesOff = new("notes-switched-off", "Notes are switched off here. Write it into your own system.");

    /// <summary>Recording is switched off for the company.</summary>
    public static readonly Problem RecordingOff = new("recording-switched-off", "Recording is switched off here. Take snapshots instead.");

    /// <summary>A phone reports a step that it cannot be at.</summary>
    public static readonly Problem StepUnexpected = new("step-unexpected", "That step does not fit here. Reload the page.");

    /// <summary>An outcome that an agent cannot close a session with.</summary>
    public static readonly Problem OutcomeUnexpected = new("outcome-unexpected", "Close the session as Resolved or Unresolved.");

    /// <summary>The phone was buzzed a moment ago.</summary>
    public static readonly Problem BuzzTooSoon = new("buzz-too-soon", "The phone was buzzed just now. Wait a few seconds, then try again.");

    /// <summary>A name or case id above 100 characters.</summary>
    public static readonly Problem DetailTooLong = new("detail-too-long", "That is too long. Shorten it to 100 characters.");

    /// <summary>A message without text.</summary>
    public static readonly Problem TextEmpty = new("text-empty", "The message is empty. Write something first.");

    /// <summary>A message above 2,000 characters.</summary>
    public static readonly Problem TextTooLong = new("text-too-long", "The message is too long. Send it in parts of at most 2,000 characters.");

    /// <summary>A note above 2,000 characters.</summary>
    public static readonly Problem NoteTooLong = new("note-too-long", "The note is too long. Shorten it to 2,000 characters.");

    /// <summary>A signal above 64 KB.</summary>
    public static readonly Problem SignalTooLarge = new("signal-too-large", "The browser sent more than is allowed at once. Reload the page.");

    /// <summary>Something could not be stored, so it was not done.</summary>
    public static readonly Problem StorageUnavailable = new("storage-unavailable", "This could not be stored, so it was not done. Try again in a moment.");

    /// <summary>The log behind the newest lines cannot be read or written.</summary>
    public static readonly Problem RecordsUnavailable = new("records-unavailable", "The log cannot be reached at the moment. Try again in a minute.");

    /// <summary>An e-mail address that cannot be one.</summary>
    public static readonly Problem InviteAddressMalformed = new("invite-address-malformed", "This is no e-mail address. Check it, for example name@example.com.");

    /// <summary>A phone number that cannot be one.</summary>
    public static readonly Problem InviteNumberMalformed = new("invite-number-malformed", "This is no phone number. Write it with its country, for example +1 202 555 0123.");

    /// <summary>A phone number of a country that invites do not go to.</summary>
    public static readonly Problem InviteCountryClosed = new("invite-country-closed", "Invites to this country are switched off. Read out the code, or send an e-mail.");

    /// <summary>The session has as many invites as it may have.</summary>
    public static readonly Problem InviteLimitSession = new("invite-limit-session", "This session has sent as many invites as it may. Read out the code instead.");

    /// <summary>The agent has sent as many invites as one may for now.</summary>
    public static readonly Problem InviteLimitAgent = new("invite-limit-agent", "You have sent as many invites as one agent may for now. Read out the code instead.");

    /// <summary>The number has got as many invites as one may for now.</summary>
    public static readonly Problem InviteLimitNumber = new("invite-limit-number", "This number has got as many invites as it may for now. Read out the code instead.");

    /// <summary>The address has got as many invites as one may for now.</summary>
    public static readonly Problem InviteLimitAddress = new("invite-limit-address", "This address has got as many invites as it may for now. Read out the code instead.");

    /// <summary>Numbers that begin alike have got as many invites as they may for now.</summary>
    public static readonly Problem InviteLimitPrefix = new("invite-limit-prefix", "Numbers of this kind have got as many invites as they may for now. Read out the code instead.");

    /// <summary>The ceiling over all invites is reached.</summary>
    public static readonly Problem InviteLimitGlobal = new("invite-limit-global", "Invites are stopped for now because very many were sent. Read out the code instead.");

    /// <summary>The process ended while an invite or a text was on its way out.</summary>
    public static readonly Problem InviteOutcomeUnknown = new("invite-outcome-unknown", "We cannot tell whether it was sent. Ask the consumer, or send it again.");

    /// <summary>A text to nobody.</summary>
    public static readonly Problem TextNumberMissing = new("text-number-missing", "This session has no phone number yet. Enter the consumer's number first.");

    /// <summary>A text message above 1,600 characters.</summary>
    public static readonly Problem TextTooLongForSms = new("text-too-long-for-sms", "The text is too long for a phone. Send it in parts of at most 1,600 characters.");

    /// <summary>The session has sent as many texts as it may.</summary>
    public static readonly Problem TextLimitSession = new("text-limit-session", "This session has sent as many texts as it may. Go on in the chat, or call.");

    /// <summary>The consumer answered STOP.</summary>
    public static readonly Problem TextsStopped = new("sms-unsubscribed", "The consumer has unsubscribed from our texts. Ask them to text START, or send an e-mail.");

    /// <summary>Another agent has taken the texts, or they were put away.</summary>
    public static readonly Problem TextsGone = new("texts-gone", "These texts have been taken already. Look at the list again.");

    /// <summary>One number has sent more than is kept before somebody takes it.</summary>
    public static readonly Problem TextsTooMany = new("texts-too-many", "Too many texts of this number are waiting. Attach or put them away first.");

    /// <summary>A file of a picture message that the provider no longer has.</summary>
    public static readonly Problem TextFileGone = new("text-file-gone", "Twilio no longer has this picture. Ask the consumer to send it again.");

    /// <summary>A file of a picture message above the size that is allowed.</summary>
    public static readonly Problem TextFileTooLarge = new("text-file-too-large", "The picture is too large. Ask for a smaller one, or for a screenshot of it.");

    /// <summary>A file of a picture message that lies, or leads, somewhere else than with the provider.</summary>
    public static readonly Problem TextFileElsewhere = new("text-file-elsewhere", "The picture does not lie with Twilio, so it was not fetched. Ask for it again.");

    /// <summary>The provider does not give a file at the moment.</summary>
    public static readonly Problem TextFileUnreachable = new("text-file-unreachable", "Twilio does not give us this picture yet. It is tried again by itself.");

    /// <summary>The provider did not give a file for as long as it was tried.</summary>
    public static readonly Problem TextFileGivenUp = new("text-file-given-up", "Twilio did not give us this picture. It still lies there; ask for it again.");

    /// <summary>The session ended before the text went out.</summary>
    public static readonly Problem TextNotSent = new("text-not-sent", "The session was closed before the text went out. Open it again to write.");

    /// <summary>The session ended before the invite went out.</summary>
    public static readonly Problem InviteNotSent = new("invite-not-sent", "The session was closed before the invite went out. Open it again to invite.");

    /// <summary>No picture has this id.</summary>
    public static readonly Problem PictureUnknown = new("picture-unknown", "There is no such picture. It may have been deleted.");

    /// <summary>An id of a picture that cannot be one.</summary>
    public static readonly Problem PictureIdMalformed = new("picture-id-malformed", "The browser named the picture in a way we do not understand. Reload the page.");

    /// <summary>Somebody else's picture has this id.</summary>
    public static readonly Problem PictureIdTaken = new("picture-id-taken", "Another picture has this name. Send yours again.");

    /// <summary>A picture that its sender cannot send.</summary>
    public static readonly Problem PictureSourceUnexpected = new("picture-source-unexpected", "This kind of picture does not come from here. Reload the page.");

    /// <summary>A picture without content.</summary>
    public static readonly Problem PictureEmpty = new("picture-empty", "The picture is empty. Take or choose it again.");

    /// <summary>A picture above the size that is allowed.</summary>
    public static readonly Problem PictureTooLarge = new("picture-too-large", "The picture is too large. Send a smaller one.");

    /// <summary>The session has as many pictures as it may have.</summary>
    public static readonly Problem PictureLimitSession = new("picture-limit-session", "This session has as many pictures as it may. Delete some first.");

    /// <summary>The session's pictures have as many bytes as they may have.</summary>
    public static readonly Problem PictureLimitBytes = new("picture-limit-bytes", "This session's pictures take as much room as they may. Delete some first.");

    /// <summary>As many pictures are on their way as may be at once.</summary>
    public static readonly Problem PictureLimitAtOnce = new("picture-limit-at-once", "As many pictures are on their way as may be. Wait for one to arrive.");

    /// <summary>A file that is none of the formats, whatever it says of itself.</summary>
    public static readonly Problem PictureTypeUnknown = new("picture-type-unknown", "This file is no picture we can show. Send a JPEG or PNG.");

    /// <summary>A picture that breaks its format.</summary>
    public static readonly Problem PictureMalformed = new("picture-malformed", "This picture is damaged. Take or choose it again.");

    /// <summary>A picture whose pixels are more than any browser should be asked to hold.</summary>
    public static readonly Problem PictureTooManyPixels = new("picture-too-many-pixels", "This picture has too many pixels. Send a smaller one.");

    /// <summary>A picture in a format whose metadata only a browser can remove, by converting it.</summary>
    public static readonly Problem PicturePrivate = new(
        "picture-private", "This photo has a format that only the consumer's own browser can convert. Ask for a screenshot of the photo, or for a JPEG.");

    /// <summary>A picture whose sender did not come back.</summary>
    public static readonly Problem PictureAbandoned = new("picture-abandoned", "This picture did not arrive completely. Ask for it again.");

    /// <summary>A picture whose file is not in the store.</summary>
    public static readonly Problem PictureLost = new("picture-lost", "This picture's file cannot be found. Ask for it again.");

    /// <summary>The picture store does not answer or is full.</summary>
    public static readonly Problem PictureStoreUnavailable = new("picture-store-unavailable", "Pictures cannot be stored or read at the moment. Try again in a minute.");

    /// <summary>A rotation other than quarter turns.</summary>
    public static readonly Problem PictureRotationUnexpected = new("picture-rotation-unexpected", "A picture turns by quarters only. Reload the page.");

    /// <summary>No phone number is known to which a text message could go.</summary>
    public static readonly Problem PhotoNoNumber = new("photo-no-number", "No phone number is known in this session. Ask over the link instead.");
}
