namespace SeeSupport.Channels.Email;

/// <summary>What mail servers refuse, as problems that an agent can act on.</summary>
internal static class MailProblems
{
    public static readonly Problem MailboxUnknown = new(
        "mail-mailbox-unknown", "There is no such mailbox. Check the address with the consumer, then send again.");

    public static readonly Problem MailboxFull = new(
        "mail-mailbox-full", "The consumer's mailbox is full. Send a text instead, or read out the code.");

    public static readonly Problem RecipientRefused = new(
        "mail-recipient-refused", "The mail server does not deliver to this address. Send a text instead, or read out the code.");

    public static readonly Problem ContentRefused = new(
        "mail-content-refused", "The mail server did not take the e-mail. Send a text instead, or read out the code.");

    public static readonly Problem Busy = new(
        "mail-busy", "The mail server asks us to come back later. Try again in a few minutes, or read out the code.");

    public static readonly Problem SignInRefused = new(
        "mail-sign-in-refused", "The mail server refused our credentials. Read out the code, and tell an administrator.");

    public static readonly Problem SenderRefused = new(
        "mail-sender-refused", "The mail server does not send from our address. Read out the code, and tell an administrator.");

    public static readonly Problem TlsMissing = new(
        "mail-tls-missing", "The mail server offers no encryption, so nothing was sent. Read out the code, and tell an administrator.");

    public static readonly Problem CertificateRefused = new(
        "mail-certificate", "The mail server's certificate cannot be trusted, so nothing was sent. Read out the code, and tell an administrator.");

    public static readonly Problem Unreachable = new(
        "mail-unreachable", "The mail server cannot be reached, so nothing was sent. Try again in a minute, or read out the code.");

    public static readonly Problem TimedOut = new(
        "mail-timeout", "The mail server did not answer in time, so nothing was sent. Try again, or read out the code.");

    public static readonly Problem Misbehaved = new(
        "mail-server-unfit", "The mail server answered in a way we do not know, so nothing was sent. Read out the code, and tell an administrator.");

    /// <summary>
    /// What a refusal for good (5xx) at one step means: by its enhanced status (RFC 3463) where the server gives one,
    /// otherwise by its code (RFC 5321, section 4.2.3).
    /// </summary>
    public static Problem Of(SmtpStep step, SmtpReply reply) => (step, reply.Code, reply.Enhanced) switch
    {
        (SmtpStep.SignIn, _, _) or (_, 530 or 534 or 535 or 538, _) => SignInRefused,
        (SmtpStep.Sender, _, _) => SenderRefused,
        (SmtpStep.Greeting or SmtpStep.Hello or SmtpStep.StartTls, _, _) => Misbehaved,
        (_, _, "1.1" or "1.2" or "1.3" or "1.6" or "1.10" or "2.1") => MailboxUnknown,
        (_, _, "2.2") => MailboxFull,
        (SmtpStep.Recipient, _, ['7', ..] or ['4', ..]) => RecipientRefused,
        (SmtpStep.Recipient, 550 or 551 or 553, _) => MailboxUnknown,
        (SmtpStep.Recipient, 552, _) => MailboxFull,
        (SmtpStep.Recipient, _, _) => RecipientRefused,
        _ => ContentRefused,
    };
}
