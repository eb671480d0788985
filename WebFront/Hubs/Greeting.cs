using System.Collections.Immutable;
using System.Security.Claims;
using Microsoft.Extensions.Options;
using SeeSupport.Branding;
using SeeSupport.Channels.Email;
using SeeSupport.Channels.Invites;
using SeeSupport.Channels.Twilio;
using SeeSupport.WebFront.Security;

namespace SeeSupport.WebFront.Hubs;

/// <summary>Puts together what consoles and phones are told about this installation.</summary>
internal sealed class Greeting(
    IOptions<CompanyOptions> company, IOptions<ConsoleOptions> console, IOptions<EmailOptions> email, IOptions<TwilioOptions> twilio, InviteLinks links,
    TimeProvider time)
{
    private const string Outbox = "outbox";

    /// <summary>The company as its customers know it.</summary>
    public Company Company => new(company.Value.Name, company.Value.TermsUrl ?? "", company.Value.PrivacyUrl ?? "", company.Value.Accent);

    /// <summary>What a console needs once.</summary>
    public Welcome To(ClaimsPrincipal agent, ImmutableArray<AgentSnapshot> sessions, ImmutableArray<string> unanswered) => new()
    {
        Now = time.GetUtcNow(),
        AgentId = agent.FindFirstValue(ClaimTypes.NameIdentifier)!,
        AgentName = agent.DisplayName(),
        Role = agent.FindFirstValue(ClaimTypes.Role)!,
        Company = Company,
        Channels = new(email.Value.IsSet ? "smtp" : Outbox, twilio.Value.IsSet ? "twilio" : Outbox),
        Guides = new(links.Guide("android"), links.Guide("ios")),
        Notes = console.Value.Notes,
        Audio = console.Value.Audio,
        Recording = console.Value.Recording,
        Sessions = sessions,
        Unanswered = unanswered,
    };
}
