using SeeSupport.Sessions;
using SeeSupport.WebFront.Security;

namespace SeeSupport.WebFront.Api;

/// <summary><c>POST /api/connect/left</c>: a beacon whose body is the ticket; the consumer's page is gone for the moment.</summary>
internal sealed class LeftApi(IGrainFactory grains, ConsumerTickets tickets)
{
    /// <summary>Largest body, bytes.</summary>
    public const int BodyLimit = 2048;

    /// <summary>Answers one request.</summary>
    public async Task<IResult> Answer(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        if (tickets.Read(await reader.ReadToEndAsync(context.RequestAborted)) is not { } ticket)
            return new ProblemResult(StatusCodes.Status403Forbidden, ConsumerTicket.Refused().Problem);
        await grains.GetGrain<ISessionGrain>(ticket.SessionId).Leave(ticket.Consumer, final: false);
        return Results.NoContent();
    }
}
