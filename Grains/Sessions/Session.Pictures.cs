using SeeSupport.Pictures;

namespace SeeSupport.Sessions;

/// <content>Pictures: begun by whoever sends them, ready once their bytes are stored, gone once nobody refers to these.</content>
internal sealed partial class Session
{
    /// <summary>Pictures that failed and are still shown: enough to see that something is wrong, not enough to fill a page.</summary>
    private const int MostFailedPictures = 10;

    /// <summary>The agent sends a picture.</summary>
    public PictureView BeginAgentPicture(string agentId, BeginPicture command, PictureOptions limits)
    {
        OpenFor(agentId);
        if (command.Source != PictureSource.Frozen)
            throw new SeeSupportException(Problems.PictureSourceUnexpected);
        return BeginPicture(command, ParticipantRole.Agent, null, limits);
    }

    /// <summary>The consumer sends a picture. A device that has no place yet takes it, without a hub.</summary>
    public PictureView BeginConsumerPicture(ConsumerIdentity consumer, BeginPicture command, PictureOptions limits)
    {
        if (command.Source is not (PictureSource.Snapshot or PictureSource.Photo))
            throw new SeeSupportException(Problems.PictureSourceUnexpected);
        var device = TakePlace(OpenFor(consumer), "The consumer accepted the terms and sends photos.");
        if (_state.Picture == Picture.None && device.Reach.Address is null)
            Set(device with { Reach = Reach.OverHttp });
        return BeginPicture(command, ParticipantRole.Consumer, device.KeyHash, limits);
    }

    /// <summary>A picture message has come.</summary>
    public PictureView BeginTextedPicture(BeginPicture command, PictureOptions limits)
    {
        if (!_state.Exists())
            throw new SeeSupportException(Problems.SessionUnknown);
        if (command.Source != PictureSource.Text)
            throw new SeeSupportException(Problems.PictureSourceUnexpected);
        return BeginPicture(command, ParticipantRole.Consumer, null, limits);
    }

    /// <summary>
    /// How large the file of a picture message is, which is known only once it is here: it counts from then on, and is stored with the next
    /// change. Null where it is counted already. Refused where there is no room for it.
    /// </summary>
    public static SessionState? WithSize(SessionState state, BeginPicture command, PictureOptions limits)
    {
        if (command.Bytes == 0 || state.FindPicture(command.PictureId) is not { View: { State: PictureState.Receiving, Bytes: 0 } view } picture)
            return null;
        CheckRoom(state, command.Bytes, limits);
        return state with { Pictures = state.Pictures.Replace(picture, picture with { View = view with { Bytes = command.Bytes } }) };
    }

    /// <summary>So much of a picture has arrived: what the agent is told, not a change that is stored. Null when nobody waits for it.</summary>
    public static SessionState? WithReceived(SessionState state, string pictureId, long receivedBytes) =>
        state.FindPicture(pictureId) is { View: { State: PictureState.Receiving } view } picture && receivedBytes > view.ReceivedBytes
            ? state with { Pictures = state.Pictures.Replace(picture, picture with { View = view with { ReceivedBytes = receivedBytes } }) }
            : null;

    /// <summary>The bytes of a picture are stored. Null when nobody waits for them any more.</summary>
    public PictureView? PictureReady(string pictureId, PictureContent content)
    {
        if (_state.FindPicture(pictureId) is not { } picture)
            return null;
        if (picture.View.State != PictureState.Receiving)
            return picture.Content == content.Hash ? picture.View : null;
        var view = picture.View with
        {
            State = content.Private ? PictureState.Private : PictureState.Ready,
            Problem = content.Private ? Problems.PicturePrivate : null,
            Type = content.Type,
            Width = content.Width,
            Height = content.Height,
            Bytes = content.Bytes,
            ReceivedBytes = content.Bytes,
        };
        Replace(picture, picture with { View = view, Content = content.Hash });
        Refer(content.Hash);
        if (view.By == ParticipantRole.Consumer && view.Source != PictureSource.Snapshot)
            _state = _state with { PhotoAskedAt = null };
        if (_state.FindPicture(picture.Converts) is { View.State: PictureState.Private } original && !content.Private)
            Drop(original);
        LogPicture(view, (view.Source, content.Private) switch
        {
            (_, true) => $"A photo came that nobody can see yet. {Problems.PicturePrivate.Sentence}",
            (PictureSource.Snapshot, _) => "A snapshot came.",
            (PictureSource.Frozen, _) => "The agent kept a picture.",
            (PictureSource.Text, _) => "A photo came by text message.",
            _ => "A photo came.",
        });
        return view;
    }

    /// <summary>A picture did not arrive or cannot be shown.</summary>
    public void PictureFailed(string pictureId, Problem problem)
    {
        if (_state.FindPicture(pictureId) is not { View.State: PictureState.Receiving } picture)
            return;
        var view = picture.View with { State = PictureState.Failed, Problem = problem };
        Replace(picture, picture with { View = view });
        var failed = _state.Pictures.Where(each => each.View.State == PictureState.Failed).ToList();
        if (failed.Count > MostFailedPictures)
            _state = _state with { Pictures = _state.Pictures.Remove(failed[0]) };
        LogPicture(view, $"A picture did not come. {problem.Sentence}");
    }

    /// <summary>The small form of a picture is stored. False when nobody needs it.</summary>
    public bool ThumbnailReady(string pictureId, string hash)
    {
        if (_state.FindPicture(pictureId) is not { View.State: PictureState.Ready, Thumbnail: null } picture)
            return _state.FindPicture(pictureId)?.Thumbnail == hash;
        Replace(picture, picture with { Thumbnail = hash });
        Refer(hash);
        return true;
    }

    /// <summary>The agent deletes a picture. The log keeps that it was there.</summary>
    public void DeletePicture(string agentId, string pictureId)
    {
        OwnedBy(agentId);
        var picture = _state.FindPicture(pictureId) ?? throw new SeeSupportException(Problems.PictureUnknown);
        Drop(picture);
        LogDeleted(picture, ParticipantRole.Agent, "The agent deleted a picture.");
    }

    /// <summary>The agent turns a picture.</summary>
    public void TurnPicture(string agentId, string pictureId, int rotation)
    {
        OwnedBy(agentId);
        if (rotation is not (0 or 90 or 180 or 270))
            throw new SeeSupportException(Problems.PictureRotationUnexpected);
        var picture = _state.FindPicture(pictureId) ?? throw new SeeSupportException(Problems.PictureUnknown);
        if (picture.View.Rotation != rotation)
            Replace(picture, picture with { View = picture.View with { Rotation = rotation } });
    }

    /// <summary>The agent asks for a photo.</summary>
    public void AskForPhoto(string agentId, PhotoWay way)
    {
        OpenFor(agentId);
        if (way == PhotoWay.Phone && _state.TextNumber is null)
            throw new SeeSupportException(Problems.PhotoNoNumber);
        // By text, too: the text has a link for those who cannot answer it with a picture.
        _state = _state with { PhotoAskedAt = now };
        Log(EventKind.PhotoAsked, ParticipantRole.Agent,
            way == PhotoWay.Phone ? "The agent asked for a photo by text message." : "The agent asked for a photo.", ("way", Words.Of(way)));
    }

    /// <summary>Deletes the pictures that were begun before a moment.</summary>
    public void DeletePicturesBegunBefore(DateTimeOffset moment)
    {
        foreach (var picture in _state.Pictures.Where(each => each.View.At < moment))
        {
            Drop(picture);
            LogDeleted(picture, null, "A picture was deleted because its time was over.");
        }
    }

    private PictureView BeginPicture(BeginPicture command, ParticipantRole by, string? device, PictureOptions limits)
    {
        if (!IsPictureId(command.PictureId))
            throw new SeeSupportException(Problems.PictureIdMalformed);
        if (_state.FindPicture(command.PictureId) is { } known)
            return known.IsRepeatedBy(command, by, device) ? known.View : throw new SeeSupportException(Problems.PictureIdTaken);
        if (command.Bytes > limits.MostBytes(command.Source))
            throw new SeeSupportException(Problems.PictureTooLarge);
        var counted = _state.Pictures.Where(each => each.View.State != PictureState.Failed).Select(each => each.View).ToList();
        if (counted.Count(view => view.State == PictureState.Receiving) >= limits.AtOnce)
            throw new SeeSupportException(Problems.PictureLimitAtOnce);
        if (counted.Count >= limits.PerSession)
            throw new SeeSupportException(Problems.PictureLimitSession);
        CheckRoom(_state, command.Bytes, limits);

        var begun = new PictureView
        {
            PictureId = command.PictureId,
            Source = command.Source,
            State = PictureState.Receiving,
            Bytes = command.Bytes,
            At = now,
            By = by,
            From = command.From,
        };
        var converts = _state.FindPicture(command.Converts) is { View.State: PictureState.Private } ? command.Converts : null;
        _state = _state with { Pictures = _state.Pictures.Add(new() { View = begun, Device = device, Converts = converts }) };
        return begun;
    }

    private static void CheckRoom(SessionState state, long bytes, PictureOptions limits)
    {
        if (state.Pictures.Where(each => each.View.State != PictureState.Failed).Sum(each => each.View.Bytes) + bytes > limits.BytesPerSession)
            throw new SeeSupportException(Problems.PictureLimitBytes);
    }

    private static bool IsPictureId(string? id) =>
        id is { Length: >= 16 and <= 36 } && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    private void Replace(KeptPicture picture, KeptPicture by) => _state = _state with { Pictures = _state.Pictures.Replace(picture, by) };

    /// <summary>What was to be deleted and has come again stays.</summary>
    private void Refer(string hash) => _state = _state with { FilesToDelete = _state.FilesToDelete.Remove(hash) };

    private void Drop(KeptPicture picture)
    {
        _state = _state with { Pictures = _state.Pictures.Remove(picture) };
        var files = new[] { picture.Content, picture.Thumbnail }.OfType<string>().Where(hash => !_state.RefersTo(hash));
        _state = _state with { FilesToDelete = [.. _state.FilesToDelete.Union(files)] };
    }

    private void LogPicture(PictureView view, string text) => Log(
        EventKind.Picture, view.By, text,
        ("picture", view.PictureId), ("source", Words.Of(view.Source)), ("state", Words.Of(view.State)), ("code", view.Problem?.Code));

    private void LogDeleted(KeptPicture picture, ParticipantRole? by, string text) => Log(
        EventKind.PictureDeleted, by, text,
        ("picture", picture.Id), ("source", Words.Of(picture.View.Source)), ("begun", picture.View.At.ToString("O")), ("content", picture.Content));
}
