using System.Net.WebSockets;
using SeeSupport.Wire;

namespace SeeSupport.Load.Report;

/// <summary>Words for why something failed, the same for the same cause, so that they can be counted.</summary>
internal static class Cause
{
    /// <summary>The words.</summary>
    public static string Of(Exception failure) => failure switch
    {
        RefusedException refused => refused.Message,
        TimeoutException => "no answer in time",
        HubCallException => "connection lost",
        WebSocketException socket when TextSocket.HttpStatusOf(socket) is not 0 and var status => $"handshake refused with {status}",
        WebSocketException => "no connection",
        HttpRequestException http => $"no HTTP answer ({http.HttpRequestError})",
        _ => failure.GetType().Name,
    };
}
