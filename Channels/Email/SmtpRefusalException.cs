namespace SeeSupport.Channels.Email;

/// <summary>The server's reply is not the one that lets the dialogue go on.</summary>
internal sealed class SmtpRefusalException(SmtpReply reply) : Exception($"The mail server replied {reply}.")
{
    public SmtpReply Reply => reply;
}
