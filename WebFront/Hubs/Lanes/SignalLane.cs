using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using SeeSupport.WebFront.Fronts;

namespace SeeSupport.WebFront.Hubs.Lanes;

/// <summary>What becomes of the signals of one browser: relayed within its limits, and answered like any other call.</summary>
internal sealed class SignalLane(FrontConnection connection, Func<SignalMessage, Task> relay, Answers answers, int callsAtOnce)
{
    private int _underWay;

    /// <summary>Puts a lane around the WebSocket of every hub connection.</summary>
    public static void Use(IApplicationBuilder app)
    {
        var limits = app.ApplicationServices.GetRequiredService<IOptions<HubLimits>>().Value;
        var time = app.ApplicationServices.GetRequiredService<TimeProvider>();
        app.UseWebSockets();
        app.Use((context, next) =>
        {
            if (context.Request.Path.StartsWithSegments("/hubs") && context.Features.Get<IHttpWebSocketFeature>() is { IsWebSocketRequest: true } plain)
                context.Features.Set<IHttpWebSocketFeature>(new LaneFeature(plain, context.Features, limits, time));
            return next(context);
        });
    }

    /// <summary>Takes one signal. Waits only when too many are under way already.</summary>
    public ValueTask Take(SignalMessage signal)
    {
        if (!connection.AllowsSignal())
        {
            Reply(signal.InvocationId, Answers.TooFast);
            return default;
        }

        var relayed = Relay(signal);
        if (relayed.IsCompletedSuccessfully)
        {
            Reply(signal.InvocationId, Answer.Done);
            return default;
        }

        var replied = ReplyWhen(relayed, signal.InvocationId);
        return Volatile.Read(ref _underWay) < callsAtOnce ? default : new ValueTask(replied);
    }

    private async Task ReplyWhen(Task relayed, string? invocationId)
    {
        Interlocked.Increment(ref _underWay);
        try
        {
            await relayed;
            Reply(invocationId, Answer.Done);
        }
        catch (Exception problem)
        {
            Reply(invocationId, answers.To(problem, nameof(ConsumerHub.Signal)));
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }

    private Task Relay(SignalMessage signal)
    {
        try
        {
            return relay(signal);
        }
        catch (SeeSupportException refused)
        {
            return Task.FromException(refused);
        }
    }

    /// <summary>Nobody waits for it: it goes out with the next thing that somebody does wait for.</summary>
    private void Reply(string? invocationId, Answer answer)
    {
        if (invocationId is not null)
            connection.Output.Write((invocationId, answer), HubMessages.WriteAnswer, isUrgent: false);
    }

    private sealed class LaneFeature(IHttpWebSocketFeature plain, IFeatureCollection features, HubLimits limits, TimeProvider time) : IHttpWebSocketFeature
    {
        public bool IsWebSocketRequest => true;

        public async Task<System.Net.WebSockets.WebSocket> AcceptAsync(WebSocketAcceptContext context)
        {
            var socket = await plain.AcceptAsync(context);
            var lane = new LaneSocket(socket, new LaneOutput(socket, limits.BytesWaiting, limits.Silence, time), limits.MessageBytes, time);
            features.Set(lane);
            return lane;
        }
    }
}
