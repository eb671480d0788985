namespace SeeSupport.FarAway.Smtp;

/// <summary>One misbehaviour of the server. See <see cref="SmtpServer.Next"/>.</summary>
public sealed record SmtpFault
{
    private SmtpFault(SmtpStep step) => Step = step;

    internal SmtpStep Step { get; }

    internal string? Line { get; private init; }

    internal bool Silent { get; private init; }

    /// <summary>Refuses with a reply, for example <c>450 4.7.1 Greylisted</c>. Multiline replies are separated by line feeds.</summary>
    public static SmtpFault Reply(SmtpStep step, string line) => new(step) { Line = line };

    /// <summary>Closes the connection without a word.</summary>
    public static SmtpFault Cut(SmtpStep step) => new(step);

    /// <summary>Says nothing until the caller gives up.</summary>
    public static SmtpFault Silence(SmtpStep step) => new(step) { Silent = true };
}
