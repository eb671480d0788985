using Microsoft.AspNetCore.SignalR;
using SeeSupport.WebFront.Fronts;

namespace SeeSupport.WebFront.Hubs;

/// <summary>Stands around every hub method: keeps it within the connection's limits and makes an <see cref="Answer"/> of what it gives or throws.</summary>
internal sealed class AnswerFilter(Answers answers) : IHubFilter
{
    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var connection = FrontConnection.Of(invocationContext.Context);
        var isSignal = invocationContext.HubMethodName == nameof(ConsumerHub.Signal);
        if (!(isSignal ? connection.AllowsSignal() : connection.AllowsCommand()))
            return Answers.TooFast;
        try
        {
            return await next(invocationContext) is { } value ? new Answer(value) : Answer.Done;
        }
        catch (Exception problem)
        {
            return answers.To(problem, invocationContext.HubMethodName);
        }
    }
}
