using SeeSupport.Devices;
using SeeSupport.Sessions;
using SeeSupport.WebFront.Hubs;
using SeeSupport.WebFront.Security;

namespace SeeSupport.WebFront.Api;

/// <summary>A phone has come by code or by link.</summary>
internal sealed record ArriveRequest
{
    /// <summary>The code as it was typed; null when it came by link.</summary>
    public string? Code { get; init; }

    /// <summary>The link's fragment, <c>sessionId.token</c>; null when it came by code.</summary>
    public string? Link { get; init; }

    /// <summary>The device's own secret: random, kept by the browser.</summary>
    public required string DeviceKey { get; init; }

    /// <summary>What the browser tells of the device.</summary>
    public required DeviceHints Hints { get; init; }

    internal string DeviceKeyHash => ConsumerTicket.HashOf(DeviceKey);

    /// <summary>Whether it is what our own page sends. A code that cannot be one is another matter: it is answered like a wrong one.</summary>
    internal bool IsUnderstood =>
        Code is null != Link is null && DeviceKey is { Length: >= 16 and <= 200 } && Hints is { UserAgent: not null, Brands: { IsDefault: false, Length: <= 50 } };
}

/// <summary>The phone is let in as far as the authorization box.</summary>
/// <param name="Ticket">Access token for the consumer's hub.</param>
/// <param name="Company">Who asks.</param>
/// <param name="View">The session as the consumer sees it.</param>
internal sealed record ArriveResponse(string Ticket, Company Company, ConsumerView View);
