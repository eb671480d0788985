using System.Collections.Immutable;
using SeeSupport.Codes;
using SeeSupport.Pictures;
using SeeSupport.Telemetry;

namespace SeeSupport.Sessions;

/// <content>Pictures: their bytes are in the picture store before the session says that they are there.</content>
internal sealed partial class SessionGrain
{
    private Task _deleting = Task.CompletedTask;

    public async Task<PictureView> BeginAgentPicture(string agentId, BeginPicture command)
    {
        var session = Rules();
        var picture = session.BeginAgentPicture(agentId, command, pictureOptions.Value);
        await Keep(session);
        return picture;
    }

    public async Task<PictureView> BeginConsumerPicture(ConsumerIdentity consumer, BeginPicture command)
    {
        // Tried first, so that a picture that is refused spends no code.
        Rules().BeginConsumerPicture(consumer, command, pictureOptions.Value);
        var code = Rules().CodeToSpend(consumer);
        if (code is not null && !await GrainFactory.GetGrain<IConnectionCodeGrain>(code).Redeem(_id, consumer.DeviceKeyHash))
            throw new SeeSupportException(Problems.SessionTaken);
        var (joinedBefore, session) = (_state.Joined, Rules());
        var picture = session.BeginConsumerPicture(consumer, command, pictureOptions.Value);
        await Keep(session);
        if (joinedBefore != consumer.DeviceKeyHash)
            CountJoin(_state.Find(consumer.DeviceKeyHash)!, code);
        return picture;
    }

    public async Task<PictureView> BeginTextedPicture(BeginPicture command)
    {
        var session = Rules();
        var picture = session.BeginTextedPicture(command, pictureOptions.Value);
        await Keep(session);
        if (Session.WithSize(_state, command, pictureOptions.Value) is { } measured)
            SetState(measured);
        return picture;
    }

    public Task PictureReceiving(string pictureId, long receivedBytes)
    {
        if (Session.WithReceived(_state, pictureId, receivedBytes) is { } received)
        {
            SetState(received);
            if (_state.Agent.Address is { } agent)
                Push(agent, agent.Observer.PictureReceiving(agent.ConnectionId, _id, pictureId, receivedBytes));
        }

        return Task.CompletedTask;
    }

    public async Task<PictureView?> PictureReady(string pictureId, PictureContent content)
    {
        var session = Rules();
        var view = session.PictureReady(pictureId, content);
        await Keep(session);
        await FinishDeleting();
        if (view is not null && session.Changed)
            CountPicture(view);
        return view;
    }

    public async Task PictureFailed(string pictureId, Problem problem)
    {
        var session = Rules();
        session.PictureFailed(pictureId, problem);
        await Keep(session);
        if (session.Changed && _state.FindPicture(pictureId) is { } failed)
            CountPicture(failed.View);
    }

    public async Task<bool> ThumbnailReady(string pictureId, string hash)
    {
        var session = Rules();
        var needed = session.ThumbnailReady(pictureId, hash);
        await Keep(session);
        await FinishDeleting();
        return needed;
    }

    public async Task DeletePicture(string agentId, Guid operationId, string pictureId)
    {
        var session = Rules();
        session.OwnedBy(agentId);
        if (session.WasDone(operationId, nameof(DeletePicture), out _))
            return;
        session.DeletePicture(agentId, pictureId);
        session.Done(operationId, nameof(DeletePicture));
        await Keep(session);
    }

    public async Task TurnPicture(string agentId, Guid operationId, string pictureId, int rotation)
    {
        var session = Rules();
        session.OwnedBy(agentId);
        if (session.WasDone(operationId, nameof(TurnPicture), out _))
            return;
        session.TurnPicture(agentId, pictureId, rotation);
        session.Done(operationId, nameof(TurnPicture));
        await Keep(session);
    }

    public async Task AskForPhoto(string agentId, Guid operationId, PhotoWay way)
    {
        var session = Rules();
        session.OwnedBy(agentId);
        if (session.WasDone(operationId, nameof(AskForPhoto), out _))
            return;
        session.AskForPhoto(agentId, way);
        if (way == PhotoWay.Phone)
            await AskByText(session, agentId);
        session.Done(operationId, nameof(AskForPhoto));
        await Keep(session);
    }

    public Task<PictureFile?> FindAgentPicture(string agentId, string pictureId)
    {
        Rules().OwnedBy(agentId);
        return Task.FromResult(_state.FindPicture(pictureId)?.File);
    }

    public Task<PictureFile?> FindConsumerPicture(ConsumerIdentity consumer, string pictureId)
    {
        Rules().Acting(consumer);
        return Task.FromResult(_state.FindPicture(pictureId) is { } picture && picture.IsFor(consumer.DeviceKeyHash, _state) ? picture.File : null);
    }

    public async Task<int> SweepPictures(DateTimeOffset begunBefore, ImmutableArray<string> hashes)
    {
        var session = Rules();
        session.DeletePicturesBegunBefore(begunBefore);
        await Keep(session);
        var unneeded = hashes.Where(hash => !_state.RefersTo(hash)).ToList();
        foreach (var hash in unneeded)
            await pictures.Delete(_id, hash, CancellationToken.None);
        return unneeded.Count;
    }

    /// <summary>Deletes the files that nobody refers to any more. One that came again since is left alone.</summary>
    private async Task DeleteFiles()
    {
        foreach (var hash in _state.FilesToDelete)
        {
            if (!_state.RefersTo(hash))
                await (_deleting = pictures.Delete(_id, hash, CancellationToken.None));
            SetState(_state with { FilesToDelete = _state.FilesToDelete.Remove(hash) });
        }
    }

    /// <summary>
    /// What is referred to from now on is not deleted any more; a deletion that began before may still take a file of the same content. Whoever
    /// stored that looks for it after this.
    /// </summary>
    private async Task FinishDeleting() =>
        await _deleting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

    private static void CountPicture(PictureView view)
    {
        SeeSupportTelemetry.Pictures.Add(
            1, new KeyValuePair<string, object?>("seesupport.source", Words.Of(view.Source)), SeeSupportTelemetry.Outcome(Words.Of(view.State)));
        if (view.State != PictureState.Failed)
            SeeSupportTelemetry.PictureBytes.Add(view.Bytes, new KeyValuePair<string, object?>("seesupport.source", Words.Of(view.Source)));
    }
}
