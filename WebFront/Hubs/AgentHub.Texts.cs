using System.Collections.Immutable;
using SeeSupport.Sessions;
using SeeSupport.Texts;

namespace SeeSupport.WebFront.Hubs;

/// <content>Text messages.</content>
internal sealed partial class AgentHub
{
    /// <summary>The agent sends a text message.</summary>
    public Task<SessionEvent> SendText(string sessionId, SendText command) => Session(sessionId).SendText(AgentId, command);

    /// <summary>The texts that belong to no session.</summary>
    public Task<ImmutableArray<WaitingText>> WaitingTexts() => Waiting.List();

    /// <summary>The agent takes such texts into a session.</summary>
    public Task<AgentView> AttachTexts(string sessionId, Guid operationId, string waitingId) =>
        Session(sessionId).AttachTexts(AgentId, operationId, waitingId);

    /// <summary>The agent puts such texts away.</summary>
    public async Task DismissTexts(string waitingId)
    {
        if (await Waiting.Number(waitingId) is { } number)
            await grains.GetGrain<IPhoneThreadGrain>(number).Dismiss();
    }

    private IWaitingTextsGrain Waiting => grains.GetGrain<IWaitingTextsGrain>("global");
}
