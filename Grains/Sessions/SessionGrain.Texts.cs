using System.Diagnostics;
using System.Globalization;
using SeeSupport.Invites;
using SeeSupport.Ports;
using SeeSupport.Texts;

namespace SeeSupport.Sessions;

/// <content>Text messages: what the session and the thread of its number say to each other.</content>
internal sealed partial class SessionGrain
{
    public async Task<SessionEvent> SendText(string agentId, SendText command)
    {
        var session = Rules();
        session.OwnedBy(agentId);
        if (session.WasDone(command.OperationId, nameof(SendText), out var known))
            return await Line(known!);
        var number = session.CheckText(agentId, command, textOptions.Value.PerSession)!;
        var to = command.To is null ? number : sender.Normalize(InviteChannel.Phone, number);
        await WriteTo(to);
        var budgets = session.IsNewNumber(to) ? await TakeBudgets(InviteChannel.Phone, to, agentId) : [];
        var line = session.Text(agentId, command.Text, to, texts.Segments);
        session.Done(command.OperationId, nameof(SendText), line.Sequence.ToString(CultureInfo.InvariantCulture));
        try
        {
            await Keep(session);
        }
        catch (SeeSupportException)
        {
            await GiveBack(budgets);
            throw;
        }

        if (Activity.Current is { } activity)
            _traces[line.Data["text"]] = activity.Context;
        return line;
    }

    public async Task<bool> TextReceived(string number, IncomingText text)
    {
        var session = Rules();
        var taken = session.TextReceived(number, text);
        await Keep(session);
        return taken;
    }

    public Task PictureDelayed(string pictureId, Problem problem)
    {
        var session = Rules();
        session.PictureDelayed(pictureId, problem);
        return Keep(session);
    }

    public Task TextedPictureRefused(string pictureId, Problem problem)
    {
        var session = Rules();
        session.TextedPictureRefused(pictureId, problem);
        return Keep(session);
    }

    public async Task<AgentView> AttachTexts(string agentId, Guid operationId, string waitingId)
    {
        var session = Rules();
        session.OwnedBy(agentId);
        if (!session.WasDone(operationId, nameof(AttachTexts), out _))
        {
            session.CheckAttachTexts(agentId);
            var number = await GrainFactory.GetGrain<IWaitingTextsGrain>(WaitingTextsGrain.Key).Number(waitingId)
                ?? throw new SeeSupportException(Problems.TextsGone);
            session.TextWith(number, stopped: !await Thread(number).Attach(_id));
            session.Done(operationId, nameof(AttachTexts));
            await Keep(session);
        }

        return _state.ForAgent(_id);
    }

    /// <summary>Sends the request for a photo as an invite is sent: counted, worded by its channel, with a link of its own.</summary>
    private async Task AskByText(Session session, string agentId)
    {
        session.CheckInvite(agentId, inviteOptions.Value.PerSession);
        var to = _state.TextNumber!;
        await WriteTo(to);
        await TakeBudgets(InviteChannel.Phone, to, agentId);
        session.Invite(agentId, new() { OperationId = Guid.Empty, Channel = InviteChannel.Phone, To = to, Content = InviteContent.Photo }, to);
    }

    /// <summary>What comes from that number belongs here from now on. It may be that nothing is to be sent there.</summary>
    private async Task WriteTo(string number)
    {
        if (await Thread(number).Write(_id) is { } refused)
            throw new SeeSupportException(refused);
    }

    /// <summary>A picture message may have been under way when the process ended.</summary>
    private async Task WakeThread()
    {
        if (_state.TextNumber is not { } number)
            return;
        try
        {
            await Thread(number).GoOn();
        }
        catch (Exception problem)
        {
            // Its own reminder wakes it a little later.
            LogAfterwardsFailed(problem, _id);
        }
    }

    private IPhoneThreadGrain Thread(string number) => GrainFactory.GetGrain<IPhoneThreadGrain>(number);

    private void Send(TextMessage message) => Send("text", "phone", message.TextId, () => texts.Send(message, CancellationToken.None));
}
