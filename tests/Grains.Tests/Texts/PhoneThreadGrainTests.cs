using SeeSupport.FarAway.Pictures;
using SeeSupport.Grid.Tests;
using SeeSupport.Hosting;
using SeeSupport.Pictures;
using SeeSupport.Sessions;

namespace SeeSupport.Texts;

public class PhoneThreadGrainTests
{
    private const string Number = "+12025550123";

    [Fact]
    public async Task AFileIsTriedAgain_UntilItIsGivenUp_AndTheAgentReadsWhereItIs()
    {
        await using var grid = await TestGrid.StartAsync(settings: new Dictionary<string, string?> { ["SeeSupport:Texts:FetchFor"] = "00:05:00" });
        var desk = await grid.StartSession();
        await desk.Invite(Number);
        await Thread(grid).Receive(Text("MM1", "t-0000000000000001"));
        await desk.Front.AgentHears(desk.ConnectionId, update => Picture(update) is { State: PictureState.Receiving, Problem.Code: "text-file-unreachable" });

        await Eventually.TrueAsync(async () =>
        {
            grid.Clock.Advance(TimeSpan.FromSeconds(5));
            return Picture(await Seen(desk)) is { State: PictureState.Failed };
        });

        Assert.Equal("text-file-given-up", Picture(await Seen(desk))?.Problem?.Code);
        Assert.True(grid.Media.Fetched.Count >= 3, $"It was tried {grid.Media.Fetched.Count} times only.");
        Assert.Empty(grid.Media.Deleted);
    }

    [Fact]
    public async Task WhatASessionCouldNotStoreIsHandedToItAgain()
    {
        await using var grid = await TestGrid.StartAsync();
        var desk = await grid.StartSession();
        await desk.Invite(Number);
        await desk.Front.AgentHears(desk.ConnectionId, update => update.View.Invites is [{ State: Invites.InviteState.Sent }]);
        grid.Faults.Writes.Next("session");
        await Thread(grid).Receive(Text("SM1"));
        await Eventually.TrueAsync(async () =>
        {
            grid.Clock.Advance(TimeSpan.FromSeconds(5));
            return (await desk.Log()).Any(line => line.Kind == EventKind.TextIn);
        });
        await Thread(grid).Receive(Text("SM1"));
        Assert.Single(await desk.Log(), line => line.Kind == EventKind.TextIn);
    }

    [Fact]
    public async Task WhatNobodyTookIsPutAway_AfterAWhile_AndItsFilesAreDeleted()
    {
        await using var grid = await TestGrid.StartAsync();
        var list = grid.Grains.GetGrain<IWaitingTextsGrain>("global");
        await Thread(grid).Receive(Text("MM1", "t-0000000000000001"));
        await Eventually.TrueAsync(async () => (await list.List()).Length == 1);

        grid.Clock.Advance(TimeSpan.FromDays(7));
        await Eventually.TrueAsync(async () =>
        {
            grid.Clock.Advance(TimeSpan.FromMinutes(10));
            return (await list.List()).IsEmpty && grid.Media.Deleted.Contains("ME-t-0000000000000001");
        });
        Assert.Empty(grid.Media.Fetched);
    }

    [Fact]
    public async Task WhatAProcessLeftUndoneIsGoneOnWith_ByItsReminderAlone()
    {
        await using var before = await TestGrid.StartAsync();
        before.Media.Unreachable = true;
        await Thread(before).Receive(Text("MM1", "t-0000000000000001"));
        await Thread(before).Dismiss();
        await Eventually.TrueAsync(() => before.Media.Deleted.Count > 0);
        await using var after = await before.CrashAsync(new ManualTime(before.Clock.GetUtcNow()));

        // No session and no call is there to wake it.
        await Eventually.TrueAsync(() =>
        {
            after.Clock.Advance(TimeSpan.FromSeconds(10));
            return after.Media.Deleted.Contains("ME-t-0000000000000001");
        });
    }

    [Fact]
    public async Task ATextIsTakenAtOnce_WhileItsSessionDoesNotSayWhetherItIsOpen_AndIsInItsLogAfterwards()
    {
        await using var before = await TestGrid.StartAsync();
        var desk = await before.StartSession();
        await desk.Invite(Number);
        await using var after = await before.CrashAsync(new ManualTime(before.Clock.GetUtcNow()));
        var slow = new TaskCompletionSource();
        after.Faults.Held = ("session", slow.Task);

        var taken = Thread(after).Receive(Text("SM1"));
        await Eventually.TrueAsync(() =>
        {
            after.Clock.Advance(TimeSpan.FromSeconds(0.1));
            return taken.IsCompleted;
        });
        await taken;
        slow.SetResult();

        await Eventually.TrueAsync(async () =>
        {
            after.Clock.Advance(TimeSpan.FromSeconds(5));
            return (await desk.On(after).Log()).Any(line => line.Kind == EventKind.TextIn);
        });
    }

    [Fact]
    public async Task APictureThatHasNoRoomLeftIsRefused_AndTheAgentReadsWhy()
    {
        // Of one size before and after it is stored, so that it does not matter which of the two is there first.
        var picture = SampleJpeg.Make(metadata: false);
        await using var grid = await TestGrid.StartAsync(
            settings: new Dictionary<string, string?> { ["SeeSupport:Pictures:BytesPerSession"] = $"{picture.Length * 3 / 2}" });
        grid.Media.Content = _ => picture;
        var desk = await grid.StartSession();
        await desk.Invite(Number);
        await Thread(grid).Receive(Text("MM1", "t-0000000000000001", "t-0000000000000002"));

        var seen = await desk.Front.AgentHears(desk.ConnectionId, update => update.View.Pictures.Count(each => each.State != PictureState.Receiving) == 2);
        Assert.Single(seen.View.Pictures, each => each.State == PictureState.Ready);
        Assert.Equal("picture-limit-bytes", Assert.Single(seen.View.Pictures, each => each.State == PictureState.Failed).Problem?.Code);
    }

    [Fact]
    public async Task OneNumberCannotFillTheStore()
    {
        await using var grid = await TestGrid.StartAsync();
        for (var text = 0; text < 100; text++)
            await Thread(grid).Receive(Text($"SM{text}"));
        var refused = await Assert.ThrowsAsync<SeeSupportException>(() => Thread(grid).Receive(Text("SM100")));
        Assert.Equal("texts-too-many", refused.Problem.Code);

        // Somebody takes them, and there is room again.
        var desk = await grid.StartSession();
        await Thread(grid).Attach(desk.SessionId);
        await Eventually.TrueAsync(async () => (await desk.Log()).Count(line => line.Kind == EventKind.TextIn) == 100);
        await Thread(grid).Receive(Text("SM100"));
    }

    private static IPhoneThreadGrain Thread(TestGrid grid) => grid.Grains.GetGrain<IPhoneThreadGrain>(Number);

    private static IncomingText Text(string messageId, params string[] pictureIds) => new()
    {
        MessageId = messageId,
        Text = "Hello",
        Media = [.. pictureIds.Select(id => new IncomingMedia { PictureId = id, MediaId = $"ME-{id}" })],
    };

    private static async Task<AgentUpdate> Seen(Desk desk) => new((await desk.Attach()).View, []);

    private static PictureView? Picture(AgentUpdate update) => update.View.Pictures.FirstOrDefault();
}
