using System.Text.Json;
using SeeSupport.Codes;
using SeeSupport.Sessions;
using SeeSupport.WebFront.Hubs;
using SeeSupport.WebFront.Security;

namespace SeeSupport.WebFront.Api;

/// <summary>
/// <c>POST /api/connect/arrive</c>: shows a device to the agent and gives it a ticket; opens nothing, spends nothing. A code can be guessed,
/// so tries are counted, and unknown, expired, used and malformed codes are answered alike: byte by byte, and in the same time. A link
/// cannot be guessed (its token has 128 bits), so whoever has one may also hear that its session is over or taken.
/// </summary>
internal sealed class ArriveApi(IGrainFactory grains, ConsumerTickets tickets, Greeting greeting, TimeProvider time)
{
    /// <summary>Largest body, bytes: a user agent, a dozen brands, a key.</summary>
    public const int BodyLimit = 16 * 1024;

    private const string Everybody = "global";

    /// <summary>A miss is never answered sooner than this, so that its time does not tell why it missed.</summary>
    private static readonly TimeSpan MissTime = TimeSpan.FromMilliseconds(100);

    private static readonly Problem NotUnderstood = new("browser-not-understood", "This browser sent something we do not understand. Reload the page, or try another browser.");

    /// <summary>Answers one request.</summary>
    public async Task<IResult> Answer(HttpContext context)
    {
        var start = time.GetTimestamp();
        if (await Read(context) is not { IsUnderstood: true } request)
            return new ProblemResult(StatusCodes.Status400BadRequest, NotUnderstood);
        var answer = request.Code is { } code
            ? await ByCode(code, request, ClientNetwork.Of(context))
            : await ByLink(request.Link!, request);
        if (answer is not null)
            return answer;

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

    /// <summary>Null when the code opens nothing, whatever the reason.</summary>
    private async Task<IResult?> ByCode(string typed, ArriveRequest request, string network)
    {
        var (own, everybody) = (grains.GetGrain<IRedeemThrottleGrain>(network), grains.GetGrain<IRedeemThrottleGrain>(Everybody));
        // Everybody's breaker first: what it refuses must not use up a network's own tries.
        foreach (var throttle in (IRedeemThrottleGrain[])[everybody, own])
        {
            if (await throttle.Try() is { } wait && wait > TimeSpan.Zero)
                return new ProblemResult(StatusCodes.Status429TooManyRequests, Problems.TooManyTries, wait);
        }

        var code = string.Concat(typed.Where(each => !char.IsWhiteSpace(each) && each is not '-'));
        if (code.Length == 9 && code.All(char.IsAsciiDigit) && await grains.GetGrain<IConnectionCodeGrain>(code).Look() is { } sessionId)
        {
            try
            {
                var answer = await Arrive(sessionId, new() { Code = code, DeviceKeyHash = request.DeviceKeyHash, Hints = request.Hints });
                await Task.WhenAll(own.Hit(), everybody.Hit());
                return answer;
            }
            catch (SeeSupportException refused) when (refused.Problem != Problems.StorageUnavailable)
            {
                // Spent or over since it was looked at: a miss like any other.
            }
        }

        await Task.WhenAll(own.Missed(), everybody.Missed());
        return null;
    }

    /// <summary>Null when the link opens nothing.</summary>
    private async Task<IResult?> ByLink(string fragment, ArriveRequest request)
    {
        var parts = fragment.Split('.');
        if (parts.Length != 2 || !SessionIds.IsWellFormed(parts[0]))
            return null;
        try
        {
            return await Arrive(parts[0], new() { LinkToken = parts[1], DeviceKeyHash = request.DeviceKeyHash, Hints = request.Hints });
        }
        catch (SeeSupportException refused) when (refused.Problem == Problems.CodeUnknown)
        {
            return null;
        }
    }

    private async Task<IResult> Arrive(string sessionId, Arrive arrival)
    {
        var arrived = await grains.GetGrain<ISessionGrain>(sessionId).Arrive(arrival);
        var ticket = tickets.Issue(sessionId, new ConsumerIdentity(arrival.DeviceKeyHash, arrival.Code));
        return Results.Json(new ArriveResponse(ticket, greeting.Company, arrived.View), HubJson.Wire);
    }
}
