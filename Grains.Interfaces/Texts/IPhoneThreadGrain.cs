namespace SeeSupport.Texts;

/// <summary>
/// What one phone and we text each other: which session its texts belong to, whether it wants any, and every file of a picture message
/// until it is kept here and gone there. Key: the number in E.164 form, or a short code's digits.
/// </summary>
[Alias("SeeSupport.IPhoneThreadGrain")]
public interface IPhoneThreadGrain : IGrainWithStringKey
{
    /// <summary>
    /// A session writes to this number, so what comes from it belongs to that session from now on. Gives why nothing may be sent there
    /// (<c>sms-unsubscribed</c>); null when it may.
    /// </summary>
    [Alias("Write")]
    Task<Problem?> Write(string sessionId);

    /// <summary>
    /// A text came in: stored before this returns, handed to its session afterwards, its files fetched after that. A repeat changes nothing.
    /// Gives the words to answer with at once; null for none. Refused: <c>texts-too-many</c>, <c>storage-unavailable</c>.
    /// </summary>
    [Alias("Receive")]
    Task<string?> Receive(IncomingText text);

    /// <summary>The texts that belong to no session belong to this one now, and what comes later does too. Gives whether the consumer wants texts.</summary>
    [Alias("Attach")]
    Task<bool> Attach(string sessionId);

    /// <summary>The texts that belong to no session are put away; their files are deleted where they lie.</summary>
    [Alias("Dismiss")]
    Task Dismiss();

    /// <summary>Goes on with what a process that ended left undone. Costs nothing where nothing is.</summary>
    [Alias("GoOn")]
    Task GoOn();
}
