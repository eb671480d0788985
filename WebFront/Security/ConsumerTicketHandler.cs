using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace SeeSupport.WebFront.Security;

/// <summary>Lets a phone into the consumer's hub by its ticket. Nothing else in the product asks for this scheme.</summary>
internal sealed class ConsumerTicketHandler(
    ConsumerTickets tickets, IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>The scheme's name.</summary>
    public const string SchemeName = "ConsumerTicket";

    private const string Bearer = "Bearer ";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        var text = header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            ? header[Bearer.Length..]
            : Context.Features.Get<HiddenAccessToken>()?.Value;
        if (text is null)
            return Task.FromResult(AuthenticateResult.NoResult());
        if (tickets.Read(text) is not { } ticket)
            return Task.FromResult(AuthenticateResult.Fail("The ticket is forged, damaged or over."));

        Context.Features.Set(ticket);
        var identity = new ClaimsIdentity([new(ClaimTypes.NameIdentifier, ticket.SessionId)], SchemeName);
        var properties = new AuthenticationProperties { ExpiresUtc = ticket.ExpiresAt };
        return Task.FromResult(AuthenticateResult.Success(new(new ClaimsPrincipal(identity), properties, SchemeName)));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) =>
        new ProblemResult(StatusCodes.Status401Unauthorized, ConsumerTicket.Refused().Problem).ExecuteAsync(Context);

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => HandleChallengeAsync(properties);
}
