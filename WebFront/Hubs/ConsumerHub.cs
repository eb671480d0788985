using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using SeeSupport.Consents;
using SeeSupport.Fronts;
using SeeSupport.Media;
using SeeSupport.Sessions;
using SeeSupport.WebFront.Fronts;
using SeeSupport.WebFront.Security;

namespace SeeSupport.WebFront.Hubs;

/// <summary>What a consumer's page calls. Session and device come from the ticket, never from what the page says.</summary>
[Authorize(AuthenticationSchemes = ConsumerTicketHandler.SchemeName)]
internal sealed class ConsumerHub(Signals signals, Front front) : Hub<IConsumerClient>
{
    private FrontConnection Connection => FrontConnection.Of(Context);

    private ConsumerTicket Ticket => Context.GetHttpContext()!.Features.Get<ConsumerTicket>()!;

    private ISessionGrain Session => signals.Session(Ticket.SessionId);

    private ISessionGrain MySession => signals.ConsumersOwn(Connection, Ticket);

    private ConsumerIdentity Me => Ticket.Consumer;

    /// <summary>The page is here, or is here again.</summary>
    public Task<ConsumerSnapshot> Attach(string deviceKey) => AttachBy(deviceKey, address => Session.AttachConsumer(Me, address));

    /// <summary>Connect was tapped.</summary>
    public Task<ConsumerSnapshot> Join(string deviceKey, Guid operationId) =>
        AttachBy(deviceKey, address => Session.Join(Me, operationId, address));

    /// <summary>How far the phone has come.</summary>
    public Task ReportStep(ReportStep step) => MySession.Report(Me, step);

    /// <summary>A signal for the agent.</summary>
    public Task Signal(string payload) => signals.FromConsumer(Connection, Ticket, payload);

    /// <summary>How to look for a route.</summary>
    public Task<IceConfiguration> IceServers() => MySession.ConsumerIce(Me);

    /// <summary>What media is doing.</summary>
    public Task ReportMedia(MediaReport report) => MySession.ReportConsumerMedia(Me, report);

    /// <summary>The consumer writes.</summary>
    public Task<SessionEvent> Say(Guid operationId, string text) => MySession.ConsumerSays(Me, operationId, text);

    /// <summary>The consumer pauses or resumes the camera.</summary>
    public Task SetPaused(Guid operationId, bool paused) => MySession.SetPaused(Me, operationId, paused);

    /// <summary>The consumer answers what the agent asked, or ends what they had agreed to.</summary>
    public Task AnswerConsent(Guid operationId, ConsentSubject subject, bool agreed, string? troubleCode) =>
        MySession.AnswerConsent(Me, operationId, subject, agreed, troubleCode);

    /// <summary>What a buzz came to on this phone.</summary>
    public Task BuzzNoticed(long sequence, BuzzNotice notice) => MySession.BuzzNoticed(Me, sequence, notice);

    /// <summary>The consumer ends the session.</summary>
    public Task Leave() => MySession.Leave(Me, final: true);

    private Task<ConsumerSnapshot> AttachBy(string deviceKey, Func<ConnectionAddress, Task<ConsumerSnapshot>> attach)
    {
        Ticket.Check(deviceKey);
        return front.Attach(Connection, Ticket.SessionId, attach);
    }
}
