using SeeSupport.Invites;
using SeeSupport.Languages;
using SeeSupport.Ports;

namespace SeeSupport.Channels.Invites;

/// <summary>The addresses that invites lead to. A session's token stands in the fragment, which browsers send to nobody.</summary>
public sealed class InviteLinks(IPublicAddress publicAddress)
{
    /// <summary>The link into a session: <c>&lt;public address&gt;/j#&lt;session id&gt;.&lt;token&gt;</c>.</summary>
    public string Connect(string sessionId, string token) => $"{Root}/j#{sessionId}.{token}";

    /// <summary>The public guide for a platform, <c>android</c> or <c>ios</c>.</summary>
    public string Guide(string platform) => $"{Root}/guide/{platform}";

    /// <summary>Where an invite leads. A language that the agent chose is the page's too: they know whom they talk to.</summary>
    internal string Of(InviteMessage message)
    {
        var address = AddressOf(message);
        return Language.Find(message.Language) is { } language ? address.Insert(address.IndexOf('#') is >= 0 and var at ? at : address.Length, $"?lang={language.Tag}") : address;
    }

    private string AddressOf(InviteMessage message) => message.Content switch
    {
        InviteContent.AndroidGuide => Guide("android"),
        InviteContent.IosGuide => Guide("ios"),
        _ => Connect(message.SessionId, message.LinkToken ?? throw new ArgumentException("An invite to connect needs a token.", nameof(message))),
    };

    private string Root => publicAddress.Current.AbsoluteUri.TrimEnd('/');
}
