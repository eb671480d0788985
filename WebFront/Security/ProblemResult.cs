using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace SeeSupport.WebFront.Security;

/// <summary>A problem as the API shows it: RFC 9457, with <c>code</c>; <c>detail</c> is the sentence. Equal problems are equal byte by byte.</summary>
internal sealed class ProblemResult(int status, Problem problem, TimeSpan? retryAfter = null) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = "application/problem+json";
        response.Headers.CacheControl = "no-store";
        if (retryAfter is { } wait)
            response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        await using var writer = new Utf8JsonWriter(response.BodyWriter);
        writer.WriteStartObject();
        writer.WriteString("title", ReasonPhrases.GetReasonPhrase(status));
        writer.WriteNumber("status", status);
        writer.WriteString("code", problem.Code);
        writer.WriteString("detail", problem.Sentence);
        writer.WriteEndObject();
    }
}
