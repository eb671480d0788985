using System.Net.Mime;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace SeeSupport.WebFront.Api;

/// <summary>The parameters of what is said to come from Twilio, which posts forms of one kind only.</summary>
internal static class TwilioForm
{
    /// <summary>Reads them; none where the body is no such form, and then no signature fits. Throws what the connection throws.</summary>
    public static async Task<IEnumerable<KeyValuePair<string, StringValues>>> Read(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals(MediaTypeNames.Application.FormUrlEncoded, StringComparison.OrdinalIgnoreCase))
            return [];
        try
        {
            return await request.ReadFormAsync(request.HttpContext.RequestAborted);
        }
        catch (InvalidDataException)
        {
            return [];
        }
    }
}
