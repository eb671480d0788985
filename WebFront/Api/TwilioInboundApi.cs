using System.Net.Mime;
using SeeSupport.Channels.Twilio;
using SeeSupport.Texts;
using SeeSupport.WebFront.Security;

namespace SeeSupport.WebFront.Api;

/// <summary>
/// <c>POST /api/twilio/message</c>: Twilio brings a text or picture message. Stored before it is answered, and answered before anything is fetched.
/// Refused unless Twilio signed it (403); with 503 when it cannot be stored or too many wait, so that Twilio tries its fallback or reports it.
/// </summary>
internal sealed class TwilioInboundApi(TwilioInbound inbound, IGrainFactory grains)
{
    /// <summary>Largest body, bytes: 1,600 characters, ten addresses, and what Twilio knows of the sender.</summary>
    public const int BodyLimit = 64 * 1024;

    /// <summary>Answers one request. A repeat changes nothing.</summary>
    public async Task<IResult> Answer(HttpContext context)
    {
        var request = context.Request;
        var form = await TwilioForm.Read(request);
        try
        {
            var (from, text) = inbound.Read(request.QueryString, form, request.Headers["X-Twilio-Signature"]);
            var answer = await grains.GetGrain<IPhoneThreadGrain>(from).Receive(text);
            return Results.Text(TwilioInbound.Answer(answer), MediaTypeNames.Text.Xml);
        }
        catch (SeeSupportException refused)
        {
            return new ProblemResult(StatusOf(refused.Problem), refused.Problem);
        }
    }

    private static int StatusOf(Problem problem) => problem.Code switch
    {
        "webhook-signature-refused" => StatusCodes.Status403Forbidden,
        "webhook-malformed" => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status504GatewayTimeout,
    };
}
