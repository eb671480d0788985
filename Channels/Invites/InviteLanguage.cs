using SeeSupport.Branding;
using SeeSupport.Languages;
using SeeSupport.Ports;

namespace SeeSupport.Channels.Invites;

/// <summary>Which language an invite is written in.</summary>
internal static class InviteLanguage
{
    /// <summary>The one that the agent chose, or else the company's.</summary>
    public static Language LanguageOr(this InviteMessage message, CompanyOptions company) =>
        Language.Find(message.Language) ?? Language.Find(company.Language) ?? Language.English;
}
