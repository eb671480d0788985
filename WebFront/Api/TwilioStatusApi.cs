using SeeSupport.Channels.Twilio;
using SeeSupport.WebFront.Hubs;
using SeeSupport.WebFront.Security;

namespace SeeSupport.WebFront.Api;

/// <summary><c>POST /api/twilio/status</c>: Twilio tells what became of a text message. Refused unless Twilio signed it (403).</summary>
internal sealed class TwilioStatusApi(TwilioStatusCallback callback, Signals sessions)
{
    /// <summary>Largest body, bytes.</summary>
    public const int BodyLimit = 16 * 1024;

    /// <summary>Answers one request. A repeat changes nothing and is answered alike.</summary>
    public async Task<IResult> Answer(HttpContext context)
    {
        var request = context.Request;
        var form = await TwilioForm.Read(request);
        try
        {
            var status = callback.Read(request.QueryString, form, request.Headers["X-Twilio-Signature"]);
            await sessions.Session(status.SessionId).InviteReported(status.InviteId, status.Report);
            return Results.NoContent();
        }
        catch (SeeSupportException refused) when (refused.Problem.Code == "webhook-signature-refused")
        {
            return new ProblemResult(StatusCodes.Status403Forbidden, refused.Problem);
        }
    }
}
