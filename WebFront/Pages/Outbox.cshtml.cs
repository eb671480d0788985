using System.Security.Claims;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using SeeSupport.Ports;
using SeeSupport.WebFront.Security;

namespace SeeSupport.WebFront.Pages;

/// <summary>What would have been sent for the agent who looks, had a channel been set up.</summary>
[Authorize(Policy = Policies.RunSessions)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed partial class OutboxModel(IOutbox outbox) : PageModel
{
    private const int Newest = 100;

    /// <summary>The newest messages, newest first.</summary>
    public IReadOnlyList<OutboxMessage> Messages { get; private set; } = [];

    /// <summary>The page.</summary>
    public async Task OnGet(CancellationToken cancellation)
    {
        Messages = await OwnMessages(cancellation);
        Response.Headers.ContentSecurityPolicy = $"{Response.Headers.ContentSecurityPolicy}; frame-src 'self'";
    }

    /// <summary>One mail's HTML part, for a frame on the page: it may style itself, and do nothing else but open its links beside this tab.</summary>
    public async Task<IActionResult> OnGetHtml(string id, CancellationToken cancellation)
    {
        var message = (await OwnMessages(cancellation)).FirstOrDefault(each => each.Id == id);
        if (message?.Html is null)
            return NotFound();
        Response.Headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox";
        return Content(message.Html, "text/html; charset=utf-8");
    }

    private Task<IReadOnlyList<OutboxMessage>> OwnMessages(CancellationToken cancellation) =>
        outbox.Newest(User.FindFirstValue(ClaimTypes.NameIdentifier)!, Newest, cancellation);

    /// <summary>A text as it is, its web addresses made into links.</summary>
    internal static IHtmlContent WithLinks(string text)
    {
        var html = new HtmlContentBuilder();
        var end = 0;
        foreach (Match address in Addresses().Matches(text))
        {
            var link = new TagBuilder("a");
            link.Attributes["href"] = address.Value;
            link.Attributes["target"] = "_blank";
            link.Attributes["rel"] = "noopener";
            link.InnerHtml.Append(address.Value);
            html.Append(text[end..address.Index]).AppendHtml(link);
            end = address.Index + address.Length;
        }

        return html.Append(text[end..]);
    }

    [GeneratedRegex(@"https?://[^\s<>""]+[^\s<>"".,;:!?)]")]
    private static partial Regex Addresses();
}
