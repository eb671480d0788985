using SeeSupport.FarAway.Pictures;
using SeeSupport.Grid.Tests;
using SeeSupport.Hosting;
using SeeSupport.Pictures;

namespace SeeSupport.Sessions;

public sealed class SessionPictureTests : IAsyncLifetime
{
    private const string Hash = "0f343b0931126a20f133d67c2b018a3b4f4e5b6f9d3a0c0b7d6e5f4a3b2c1d0e";
    private const string OtherHash = "1f343b0931126a20f133d67c2b018a3b4f4e5b6f9d3a0c0b7d6e5f4a3b2c1d0e";

    private TestGrid _grid = null!;

    public async ValueTask InitializeAsync() => _grid = await TestGrid.StartAsync(
        settings: new Dictionary<string, string?> { ["SeeSupport:Pictures:AtOnce"] = "3", ["SeeSupport:Pictures:PerSession"] = "4" });

    public ValueTask DisposeAsync() => _grid.DisposeAsync();

    [Fact]
    public async Task Snapshot_IsBegun_SeenGrowing_AndReady()
    {
        var desk = await _grid.StartSession();
        var phone = await desk.GoLive();
        var begun = await phone.Session.BeginConsumerPicture(phone.Identity, Command());
        Assert.Equal((PictureState.Receiving, 1000L, ParticipantRole.Consumer), (begun.State, begun.Bytes, begun.By));
        await desk.Front.AgentHears(desk.ConnectionId, update => update.View.Pictures is [{ State: PictureState.Receiving }]);

        await desk.Session.PictureReceiving(begun.PictureId, 400);
        await Eventually.TrueAsync(() => desk.Front.Progress.Contains((desk.ConnectionId, begun.PictureId, 400)));
        await desk.Session.PictureReady(begun.PictureId, Content());
        var view = (await desk.Front.AgentHears(desk.ConnectionId, update => update.Events.Any(line => line.Kind == EventKind.Picture))).View;
        Assert.Equal((PictureState.Ready, 4000, 3000, 900L), (view.Pictures[0].State, view.Pictures[0].Width, view.Pictures[0].Height, view.Pictures[0].Bytes));
        var found = await desk.Session.FindAgentPicture(desk.AgentId, begun.PictureId);
        Assert.Equal(Hash, found!.Content);
    }

    [Fact]
    public async Task Picture_IsBegunOnce_HoweverOftenItIsAskedFor_AndIsNobodyElses()
    {
        var desk = await _grid.StartSession();
        var phone = await desk.GoLive();
        var command = Command();
        await phone.Session.BeginConsumerPicture(phone.Identity, command);
        await phone.Session.BeginConsumerPicture(phone.Identity, command);
        Assert.Single((await desk.Attach()).View.Pictures);
        await Refused("picture-id-taken", desk.Session.BeginAgentPicture(desk.AgentId, command with { Source = PictureSource.Frozen }));
        await Refused("picture-id-malformed", phone.Session.BeginConsumerPicture(phone.Identity, Command("../../../../etc/passwd")));
        await Refused("picture-source-unexpected", phone.Session.BeginConsumerPicture(phone.Identity, Command() with { Source = PictureSource.Text }));
        await Refused("picture-source-unexpected", desk.Session.BeginAgentPicture(desk.AgentId, Command()));
        await Refused("picture-too-large", phone.Session.BeginConsumerPicture(phone.Identity, Command("picture-too-large") with { Bytes = 26L << 20 }));
        await Refused("ticket-refused", (await _grid.StartSession()).Session.BeginConsumerPicture(phone.Identity, Command()));
    }

    [Fact]
    public async Task Limits_HoldForPicturesOnTheirWay_AndForAllOfThem()
    {
        var desk = await _grid.StartSession();
        var phone = await desk.GoLive();
        for (var i = 0; i < 3; i++)
            await phone.Session.BeginConsumerPicture(phone.Identity, Command($"picture-number-{i:00}"));
        await Refused("picture-limit-at-once", phone.Session.BeginConsumerPicture(phone.Identity, Command()));
        for (var i = 0; i < 3; i++)
            await desk.Session.PictureReady($"picture-number-{i:00}", Content());
        await desk.Session.BeginAgentPicture(desk.AgentId, Command() with { Source = PictureSource.Frozen });
        await Refused("picture-limit-session", phone.Session.BeginConsumerPicture(phone.Identity, Command("picture-number-98")));
        await desk.Session.PictureFailed((await desk.Attach()).View.Pictures[^1].PictureId, Problems.PictureMalformed);
        await phone.Session.BeginConsumerPicture(phone.Identity, Command("picture-number-98"));
    }

    [Fact]
    public async Task Phone_ThatSendsAPhotoWithoutAHub_JoinsByIt()
    {
        var desk = await _grid.StartSession();
        var phone = await desk.Arrive();
        await desk.Session.AskForPhoto(desk.AgentId, Guid.NewGuid(), PhotoWay.Link);
        var begun = await phone.Session.BeginConsumerPicture(phone.Identity, Command() with { Source = PictureSource.Photo });
        var seen = await desk.Front.AgentHears(desk.ConnectionId, update => update.View.Pictures.Length == 1);
        Assert.Equal((SessionStatus.Joining, ConsumerStep.TermsAccepted, Presence.Here), (seen.View.Status, seen.View.Step, seen.View.Consumer));
        Assert.Null(await _grid.Code(desk.Code).Look());
        Assert.NotNull(seen.View.PhotoAsked);
        await desk.Session.PictureReady(begun.PictureId, Content());
        Assert.Null((await desk.Attach()).View.PhotoAsked);
    }

    [Theory]
    [InlineData(PictureSource.Photo, true)]
    [InlineData(PictureSource.Snapshot, false)]
    public void Session_WaitsForItsAgent_WhenItsConsumerSentPhotosInsteadAndLeft(PictureSource source, bool waits)
    {
        var session = SessionUnderTest.In(SessionStatus.Joining);
        session.Do(rules => rules.BeginConsumerPicture(SessionUnderTest.Phone, Command() with { Source = source }, new()));
        session.Do(rules => rules.Leave(SessionUnderTest.Phone, final: false));
        session.Do(rules => rules.Detach(ParticipantRole.Consumer, "phone-1"));
        session.Now += TimeSpan.FromHours(2);
        session.Do(rules => rules.Elapse());
        Assert.Equal(waits, session.State.IsOpen());
    }

    [Fact]
    public async Task Deleting_LeavesALineInTheLog_AndNoFile_ButOneThatAnotherPictureNeeds()
    {
        var desk = await _grid.StartSession();
        var phone = await desk.GoLive();
        var (first, second) = (Command("picture-number-01"), Command("picture-number-02"));
        foreach (var command in new[] { first, second })
        {
            await phone.Session.BeginConsumerPicture(phone.Identity, command);
            await desk.Session.PictureReady(command.PictureId, Content());
        }

        _grid.Pictures.Files[(desk.SessionId, Hash)] = [1];
        var operation = Guid.NewGuid();
        await desk.Session.DeletePicture(desk.AgentId, operation, first.PictureId);
        await desk.Session.DeletePicture(desk.AgentId, operation, first.PictureId);
        await Refused("picture-unknown", desk.Session.DeletePicture(desk.AgentId, Guid.NewGuid(), first.PictureId));
        Assert.True(_grid.Pictures.Files.ContainsKey((desk.SessionId, Hash)));

        await desk.Close();
        await desk.Session.DeletePicture(desk.AgentId, Guid.NewGuid(), second.PictureId);
        await Eventually.TrueAsync(() =>
        {
            _grid.Clock.Advance(TimeSpan.FromSeconds(1));
            return _grid.Pictures.Files.IsEmpty;
        });
        var lines = (await desk.Log()).Where(line => line.Kind == EventKind.PictureDeleted).ToArray();
        Assert.Equal([first.PictureId, second.PictureId], lines.Select(line => line.Data["picture"]));
        Assert.All(lines, line => Assert.Equal(ParticipantRole.Agent, line.By));
    }

    [Fact]
    public async Task FilesThatWereLetGoOf_AreDeletedAfterACrash()
    {
        var desk = await _grid.StartSession();
        var phone = await desk.GoLive();
        var command = Command();
        await phone.Session.BeginConsumerPicture(phone.Identity, command);
        await desk.Session.PictureReady(command.PictureId, Content());
        _grid.Pictures.Broken = true;
        await desk.Session.DeletePicture(desk.AgentId, Guid.NewGuid(), command.PictureId);
        await using var after = await _grid.CrashAsync();
        after.Pictures.Files[(desk.SessionId, Hash)] = [1];
        await desk.On(after).Log();
        await Eventually.TrueAsync(() =>
        {
            after.Clock.Advance(TimeSpan.FromSeconds(1));
            return after.Pictures.Files.IsEmpty;
        });
    }

    [Fact]
    public async Task PrivatePicture_IsTheSendersToConvert_AndGivesWayToItsConvertedForm()
    {
        var desk = await _grid.StartSession();
        var phone = await desk.GoLive();
        var original = Command("picture-original");
        await phone.Session.BeginConsumerPicture(phone.Identity, original with { Source = PictureSource.Photo });
        await desk.Session.PictureReady(original.PictureId, Content() with { Private = true, Type = "image/heic", Width = null, Height = null });
        var view = (await desk.Attach()).View.Pictures[0];
        Assert.Equal((PictureState.Private, "picture-private"), (view.State, view.Problem!.Code));
        Assert.Equal([original.PictureId], (await phone.Attach()).View.ToConvert);

        var converted = Command("picture-converted") with { Source = PictureSource.Photo, Converts = original.PictureId };
        await phone.Session.BeginConsumerPicture(phone.Identity, converted);
        await desk.Session.PictureReady(converted.PictureId, Content() with { Hash = OtherHash });
        Assert.Equal([converted.PictureId], (await desk.Attach()).View.Pictures.Select(each => each.PictureId));
        Assert.Empty((await phone.Attach()).View.ToConvert);
    }

    [Fact]
    public async Task Picture_ThatComesAgainWhileItIsBeingDeleted_IsThere()
    {
        var desk = await _grid.StartSession();
        var phone = await desk.GoLive();
        var bytes = SampleJpeg.Make();
        async Task<PictureView> Send(string id)
        {
            await phone.Session.BeginConsumerPicture(phone.Identity, Command(id) with { Bytes = bytes.Length });
            return await _grid.Intake.Finish(desk.SessionId, id, PictureSource.Snapshot, new MemoryStream(bytes), CancellationToken.None);
        }

        await Send("picture-number-01");
        var deleted = new TaskCompletionSource();
        _grid.Pictures.Deleting = deleted.Task;
        await desk.Session.DeletePicture(desk.AgentId, Guid.NewGuid(), "picture-number-01");
        await Eventually.TrueAsync(() => _grid.Pictures.Deletions == 1);

        var again = Send("picture-number-02");
        await desk.Front.AgentHears(desk.ConnectionId, update => update.View.Pictures is [{ PictureId: "picture-number-02", State: PictureState.Ready }]);
        deleted.SetResult();
        Assert.Equal(PictureState.Ready, (await again).State);
        var file = await desk.Session.FindAgentPicture(desk.AgentId, "picture-number-02");
        Assert.True(_grid.Pictures.Files.ContainsKey((desk.SessionId, file!.Content!)));
    }

    [Fact]
    public async Task Sweep_DeletesWhatIsOld_AndWhatNobodyRefersTo()
    {
        var desk = await _grid.StartSession();
        var phone = await desk.GoLive();
        var command = Command();
        await phone.Session.BeginConsumerPicture(phone.Identity, command);
        await desk.Session.PictureReady(command.PictureId, Content());
        foreach (var (session, hash) in ((string, string)[])[(desk.SessionId, Hash), (desk.SessionId, OtherHash), ("0000000000000000", Hash)])
            _grid.Pictures.Files[(session, hash)] = [1];
        Assert.Equal(1, await desk.Session.SweepPictures(_grid.Clock.GetUtcNow().AddDays(-1), [Hash, OtherHash]));
        Assert.Equal(["0000000000000000", desk.SessionId], _grid.Pictures.Files.Keys.Where(file => file.Hash == Hash).Select(file => file.SessionId).Order());
        Assert.DoesNotContain((desk.SessionId, OtherHash), _grid.Pictures.Files.Keys);
        await desk.Session.SweepPictures(_grid.Clock.GetUtcNow().AddDays(1), [Hash]);
        Assert.Single(await desk.Log(), line => line.Kind == EventKind.PictureDeleted && line.By is null);
        Assert.Equal(1, await _grid.Session("0000000000000000").SweepPictures(default, [Hash]));
        Assert.Empty(_grid.Pictures.Files);
    }

    [Fact]
    public async Task Asking_IsSeenByBothSides_AndNeedsANumberForTexts()
    {
        var desk = await _grid.StartSession();
        var phone = await desk.GoLive();
        await Refused("photo-no-number", desk.Session.AskForPhoto(desk.AgentId, Guid.NewGuid(), PhotoWay.Phone));
        await desk.Invite("+12025550123");
        await desk.Session.AskForPhoto(desk.AgentId, Guid.NewGuid(), PhotoWay.Phone);
        await desk.Front.ConsumerHears(phone.ConnectionId, update => update.View.PhotoAsked is not null);
        await desk.Session.AskForPhoto(desk.AgentId, Guid.NewGuid(), PhotoWay.Link);
        Assert.Equal(["phone", "link"], (await desk.Log()).Where(line => line.Kind == EventKind.PhotoAsked).Select(line => line.Data["way"]));
    }

    [Fact]
    public async Task Turning_IsKept_ByQuartersOnly()
    {
        var desk = await _grid.StartSession();
        var phone = await desk.GoLive();
        var command = Command();
        await phone.Session.BeginConsumerPicture(phone.Identity, command);
        await desk.Session.TurnPicture(desk.AgentId, Guid.NewGuid(), command.PictureId, 270);
        Assert.Equal(270, (await desk.Attach()).View.Pictures[0].Rotation);
        await Refused("picture-rotation-unexpected", desk.Session.TurnPicture(desk.AgentId, Guid.NewGuid(), command.PictureId, 45));
        await Refused("session-not-yours", desk.Session.TurnPicture("somebody", Guid.NewGuid(), command.PictureId, 90));
    }

    private static BeginPicture Command(string id = "picture-number-99") =>
        new() { PictureId = id, Source = PictureSource.Snapshot, Bytes = 1000 };

    private static PictureContent Content() => new() { Hash = Hash, Type = "image/jpeg", Width = 4000, Height = 3000, Bytes = 900 };

    private static async Task Refused(string code, Task call) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<SeeSupportException>(() => call)).Problem.Code);
}
