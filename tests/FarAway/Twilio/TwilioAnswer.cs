using System.Net;

namespace SeeSupport.FarAway.Twilio;

/// <summary>What the server does with a request to send. See <see cref="TwilioServer.Next"/>.</summary>
public sealed record TwilioAnswer
{
    private TwilioAnswer()
    {
    }

    /// <summary>Takes the message and says so: what happens without any programming.</summary>
    public static TwilioAnswer Accept { get; } = new() { Takes = true };

    /// <summary>Closes the connection without an answer, before the message was taken.</summary>
    public static TwilioAnswer CutBefore { get; } = new() { Cuts = true };

    /// <summary>Takes the message, then closes the connection without an answer.</summary>
    public static TwilioAnswer CutAfter { get; } = new() { Takes = true, Cuts = true };

    /// <summary>Takes the message, then says nothing until the caller gives up.</summary>
    public static TwilioAnswer SilentAfter { get; } = new() { Takes = true, Silent = true };

    /// <summary>Concurrency limit: 429 with code 20429. Not processed, as Twilio documents.</summary>
    public static TwilioAnswer TooMany { get; } = Refuse(20429, "Too Many Requests", HttpStatusCode.TooManyRequests);

    /// <summary>Twilio itself is unavailable: 503 with code 20503. Documented as worth trying again.</summary>
    public static TwilioAnswer Unavailable { get; } = Refuse(20503, "Service Unavailable", HttpStatusCode.ServiceUnavailable);

    /// <summary>Something in between says 503 without a word from Twilio, after the message was taken.</summary>
    public static TwilioAnswer GatewayUnavailableAfter { get; } =
        new() { Takes = true, Status = HttpStatusCode.ServiceUnavailable, Text = "<html>Service Unavailable</html>" };

    /// <summary>500 with code 20500, after the message was taken: documented as not safe to repeat.</summary>
    public static TwilioAnswer BrokenAfter { get; } =
        Refuse(20500, "An internal server error has occurred", HttpStatusCode.InternalServerError) with { Takes = true };

    /// <summary>201 with a body that is no JSON.</summary>
    public static TwilioAnswer Garbled { get; } = new() { Takes = true, Status = HttpStatusCode.Created, Text = "<html>" };

    internal bool Takes { get; private init; }

    internal bool Cuts { get; private init; }

    internal bool Silent { get; private init; }

    internal HttpStatusCode Status { get; private init; } = HttpStatusCode.Created;

    internal int Code { get; private init; }

    internal string? Text { get; private init; }

    internal TimeSpan? Wait { get; private init; }

    /// <summary>Refuses with one of Twilio's codes (https://www.twilio.com/docs/api/errors).</summary>
    public static TwilioAnswer Refuse(int code, string message, HttpStatusCode status = HttpStatusCode.BadRequest) =>
        new() { Code = code, Text = message, Status = status };

    /// <summary>The same with a Retry-After header.</summary>
    public TwilioAnswer After(TimeSpan wait) => this with { Wait = wait };
}
