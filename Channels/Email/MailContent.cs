namespace SeeSupport.Channels.Email;

/// <summary>What an e-mail says.</summary>
/// <param name="Subject">One line.</param>
/// <param name="Text">The plain text.</param>
/// <param name="Html">The same, for mail programs that show HTML.</param>
internal sealed record MailContent(string Subject, string Text, string Html);
