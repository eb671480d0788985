namespace SeeSupport.Channels.Email;

/// <summary>Whom an e-mail is from.</summary>
/// <param name="Address">A normalized address.</param>
/// <param name="Name">The name to show.</param>
internal sealed record Mailbox(string Address, string Name);
