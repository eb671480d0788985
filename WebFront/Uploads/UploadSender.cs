using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using SeeSupport.Pictures;
using SeeSupport.Sessions;
using SeeSupport.WebFront.Hubs;
using SeeSupport.WebFront.Security;

namespace SeeSupport.WebFront.Uploads;

/// <summary>Who sends or asks: an agent by the sign-in cookie, or a consumer by the ticket.</summary>
/// <param name="AgentId">The agent's account; null for a consumer.</param>
/// <param name="Ticket">The consumer's ticket; null for an agent.</param>
internal sealed record UploadSender(string? AgentId, ConsumerTicket? Ticket)
{
    private const string Bearer = "Bearer ";

    /// <summary>How an upload remembers its sender.</summary>
    public string Name => Ticket is null ? $"agent {AgentId}" : $"device {Ticket.Consumer.DeviceKeyHash}";

    /// <summary>Who sends this request; null when nobody who may.</summary>
    public static async Task<UploadSender?> Of(HttpContext context, ConsumerTickets tickets, IAuthorizationService authorization)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            return tickets.Read(header[Bearer.Length..]) is { } ticket ? new(null, ticket) : null;
        return (await authorization.AuthorizeAsync(context.User, Policies.RunSessions)).Succeeded
            ? new(context.User.FindFirstValue(ClaimTypes.NameIdentifier), null)
            : null;
    }

    /// <summary>Whether this sender has anything to do with a session; that an agent owns it is for the session to say.</summary>
    public bool MayMean(string sessionId) => SessionIds.IsWellFormed(sessionId) && (Ticket is null || Ticket.SessionId == sessionId);

    /// <summary>Begins a picture in the session.</summary>
    public Task<PictureView> Begin(ISessionGrain session, BeginPicture command) =>
        Ticket is null ? session.BeginAgentPicture(AgentId!, command) : session.BeginConsumerPicture(Ticket.Consumer, command);

    /// <summary>A picture of the session, as far as this sender may ask for it.</summary>
    public Task<PictureFile?> Find(ISessionGrain session, string pictureId) =>
        Ticket is null ? session.FindAgentPicture(AgentId!, pictureId) : session.FindConsumerPicture(Ticket.Consumer, pictureId);
}
