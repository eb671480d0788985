namespace SeeSupport.Invites;

/// <summary>What follows from what an invite carries.</summary>
internal static class InviteContents
{
    /// <summary>Whether it carries a link into the session: such an invite asks somebody in.</summary>
    public static bool HasLink(this InviteContent content) => content is InviteContent.Connect or InviteContent.Photo;
}
