using System.Diagnostics;

namespace SeeSupport.WebFront.Hubs;

/// <summary>Words what a hub method threw: a refusal as it is, everything else as a fault of ours that can be found by its number.</summary>
internal sealed partial class Answers(ILogger<Answers> log)
{
    /// <summary>The connection is above its limits.</summary>
    public static readonly Answer TooFast = Answer.Refused("too-fast", "That was too much at once. Wait a moment, then try again.");

    /// <summary>The grid did not take the call, or did not answer it in time: machines come and go.</summary>
    public static readonly Answer NotAnswered = Answer.Refused("not-answered", "SeeSupport did not answer in time. Try again in a moment; nothing is done twice.");

    /// <summary>The answer to a call that threw.</summary>
    public Answer To(Exception problem, string method)
    {
        if (problem is SeeSupportException refused)
            return new Answer(null, refused.Problem);
        if (problem is OrleansException or TimeoutException)
        {
            LogNotAnswered(problem, method);
            return NotAnswered;
        }

        var trace = Activity.Current?.TraceId.ToString() ?? ActivityTraceId.CreateRandom().ToString();
        Activity.Current?.SetStatus(ActivityStatusCode.Error, problem.Message);
        LogUnexpected(problem, method, trace);
        return Answer.Refused("unexpected", $"Something went wrong on our side. Try again; if it happens again, tell us this number: {trace}");
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Method} was not answered by the grid")]
    private partial void LogNotAnswered(Exception problem, string method);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} ended with something unexpected, told as {Number}")]
    private partial void LogUnexpected(Exception problem, string method, string number);
}
