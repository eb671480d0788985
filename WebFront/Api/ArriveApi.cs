using System.Text.Json;
using SeeSupport.Codes;
using SeeSupport.Sessions;
using SeeSupport.WebFront.Hubs;
using SeeSupport.WebFront.Security;

namespace SeeSupport.WebFront.Api;

/// <summary>
/// <c>POST /api/connect/arrive</c>: shows a device to the agent and gives it a ticket; opens nothing, spends nothing. Unknown, expired,
/// used and malformed codes are answered alike, byte by byte and in the same time, and every try is counted.
/// </summary>
internal sealed class ArriveApi(IGrainFactory grains, ConsumerTickets tickets, Greeting greeting, TimeProvider time)
{
    /// <summary>Largest body, bytes: a user agent, a dozen brands, a key.</summary>
    public const int BodyLimit = 16 * 1024;

    /// <summary>A miss is never answered sooner than this, so that its time does not tell why it missed.</summary>
    private static readonly TimeSpan MissTime = TimeSpan.FromMilliseconds(100);

    private static readonly Problem NotUnderstood = new("browser-not-understood", "This browser sent something we do not understand. Reload the page, or try another browser.");

    /// <summary>Answers one request.</summary>
    public async Task<IResult> Answer(HttpContext context)
    {
        var start = time.GetTimestamp();
        if (await Read(context) is not { IsUnderstood: true } request)
            return new ProblemResult(StatusCodes.Status400BadRequest, NotUnderstood);

        IRedeemThrottleGrain[] throttles = [Throttle(ClientNetwork.Of(context)), Throttle("global")];
        foreach (var throttle in throttles)
        {
            if (await throttle.Try() is { } wait && wait > TimeSpan.Zero)
                return new ProblemResult(StatusCodes.Status429TooManyRequests, Problems.TooManyTries, wait);
        }

        var deviceKeyHash = ConsumerTicket.HashOf(request.DeviceKey);
        var (sessionId, arrival) = await Find(request, deviceKeyHash);
        if (sessionId is not null && await Arrive(sessionId, arrival) is { } arrived)
        {
            await Task.WhenAll(throttles.Select(throttle => throttle.Hit()));
            var ticket = tickets.Issue(sessionId, new ConsumerIdentity(deviceKeyHash, arrival.Code));
            context.Response.Headers.CacheControl = "no-store";
            return Results.Json(new ArriveResponse(ticket, greeting.Company, arrived.View), HubJson.Wire);
        }

        await Task.WhenAll(throttles.Select(throttle => throttle.Missed()));
        if (MissTime - time.GetElapsedTime(start) is { } rest && rest > TimeSpan.Zero)
            await Task.Delay(rest, time, context.RequestAborted);
        return new ProblemResult(StatusCodes.Status404NotFound, Problems.CodeUnknown);
    }

    private static async Task<ArriveRequest?> Read(HttpContext context)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<ArriveRequest>(context.Request.Body, HubJson.Wire, context.RequestAborted);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task<(string? SessionId, Arrive Arrival)> Find(ArriveRequest request, string deviceKeyHash)
    {
        if (request.Code is { } typed)
        {
            var code = string.Concat(typed.Where(each => !char.IsWhiteSpace(each) && each is not '-'));
            var found = code.Length == 9 && code.All(char.IsAsciiDigit) ? await grains.GetGrain<IConnectionCodeGrain>(code).Look() : null;
            return (found, new Arrive { Code = code, DeviceKeyHash = deviceKeyHash, Hints = request.Hints });
        }

        var parts = request.Link!.Split('.');
        var known = parts.Length == 2 && SessionIds.IsWellFormed(parts[0]) && parts[1].Length is > 0 and <= 64;
        return (known ? parts[0] : null, new Arrive { LinkToken = parts[^1], DeviceKeyHash = deviceKeyHash, Hints = request.Hints });
    }

    /// <summary>The session, or null when the code or link does not open it: nobody is told what is wrong with it.</summary>
    private async Task<ConsumerSnapshot?> Arrive(string sessionId, Arrive arrival)
    {
        try
        {
            return await grains.GetGrain<ISessionGrain>(sessionId).Arrive(arrival);
        }
        catch (SeeSupportException refused) when (refused.Problem.Code != Problems.StorageUnavailable.Code)
        {
            return null;
        }
    }

    private IRedeemThrottleGrain Throttle(string key) => grains.GetGrain<IRedeemThrottleGrain>(key);
}
