using System.Diagnostics;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.WebUtilities;
using SeeSupport.WebFront.Hubs;
using SeeSupport.WebFront.Languages;
using SeeSupport.WebFront.Security;

namespace SeeSupport.WebFront.Hosting;

/// <summary>What people and programs read where nothing else answers: a fault of ours, or an address that leads nowhere.</summary>
internal static class UnexpectedFeatures
{
    /// <summary>Catches what nobody caught and words what nobody worded.</summary>
    public static void UseWordsForTheUnexpected(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = context =>
            {
                switch (context.Features.Get<IExceptionHandlerFeature>()?.Error)
                {
                    case BadHttpRequestException broken:
                        context.Response.StatusCode = broken.StatusCode;
                        break;
                    // The grid did not answer, or the records did not: database-unreachable, database-busy. Not 503, by which a proxy would take
                    // this front for one that is leaving, and ask another one, which has the same grid and records.
                    case OrleansException or TimeoutException or SeeSupportException:
                        context.Response.StatusCode = StatusCodes.Status504GatewayTimeout;
                        break;
                }

                return Say(context);
            },
        });
        app.UseStatusCodePages(context => Say(context.HttpContext));
    }

    private static Task Say(HttpContext context)
    {
        var status = context.Response.StatusCode;
        var problem = status switch
        {
            StatusCodes.Status404NotFound => new Problem("not-found", "There is nothing at this address. Check it, or go back."),
            StatusCodes.Status403Forbidden => new Problem("not-allowed", "Your account may not do this. Ask your administrator."),
            StatusCodes.Status504GatewayTimeout => Answers.NotAnswered.Problem!,
            >= 500 => new Problem(
                "unexpected",
                $"Something went wrong on our side. Try again; if it happens again, tell us this number: {Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier}"),
            _ => new Problem("not-understood", "The browser sent something we do not understand. Go back, and try again."),
        };
        return context.Request.Path.StartsWithSegments("/api") || context.Request.Path.StartsWithSegments("/hubs")
            ? new ProblemResult(status, problem).ExecuteAsync(context)
            : Page(context, status, problem);
    }

    private static Task Page(HttpContext context, int status, Problem problem)
    {
        var (response, language, words) = (context.Response, context.PageLanguage(), context.Words());
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        var title = HtmlEncoder.Default.Encode(ReasonPhrases.GetReasonPhrase(status));
        return response.WriteAsync(
            $"""
            <!doctype html>
            <html lang="{language.Tag}" dir="{language.Direction}">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>{title} · SeeSupport</title>
            <h1>{HtmlEncoder.Default.Encode(words.Sentence(problem))}</h1>
            <p><a href="/">{HtmlEncoder.Default.Encode(words.Frame.GoBack)}</a></p>
            <p><small>{problem.Code}</small></p>
            </html>
            """);
    }
}
