using System.Net;
using SeeSupport.FarAway;
using SeeSupport.FarAway.Pictures;
using SeeSupport.FarAway.Twilio;
using SeeSupport.WebFront.Running;
using static SeeSupport.WebFront.Running.TextedProduct;

namespace SeeSupport.WebFront.Hosting;

/// <summary>The process is killed while a picture message is under way, and started again on the same data.</summary>
public sealed class PictureMessageCrashTests
{
    public enum Moment
    {
        BeforeDownload,
        DuringDownload,
        BeforeDeletion,
    }

    [Theory]
    [InlineData(Moment.BeforeDownload)]
    [InlineData(Moment.DuringDownload)]
    [InlineData(Moment.BeforeDeletion)]
    public async Task EveryPictureIsThereOnce_AndTwilioHasNone_AfterAKill(Moment moment)
    {
        await using var twilio = await TwilioServer.Start();
        using var folder = new TemporaryFolder();
        var (port, settings) = (FreePort.Next(), twilio.Settings.Select(each => (each.Key, each.Value!)).ToArray());
        var (first, address) = await ProductProcess.Start(folder.Path, port, settings);
        await using var _ = first;
        var account = first.Output[0].Split(": ")[1].Split(" / ");
        var cookie = await SignIn.As(account[0], account[1], address);
        var desk = await Desk.Connect(address, cookie);
        var number = NewNumber();
        var id = await Inviting(desk, number);

        var release = new TaskCompletionSource();
        TwilioFile File(int seed) => new()
        {
            Content = SampleJpeg.Make(scanBytes: 200_000, seed: seed),
            AskGate = moment == Moment.BeforeDownload ? release.Task : Task.CompletedTask,
            Gate = moment == Moment.DuringDownload ? release.Task : Task.CompletedTask,
            DeleteGate = moment == Moment.BeforeDeletion ? release.Task : Task.CompletedTask,
        };
        var delivery = await twilio.Text(new(address, "/api/twilio/message"), number, "Two pictures", File(1), File(2));
        Assert.Equal(HttpStatusCode.OK, delivery.Status);
        foreach (var media in delivery.MediaSids)
            await twilio.Fetches.First(fetch => fetch.MediaSid == media && moment switch
            {
                Moment.BeforeDownload => true,
                Moment.DuringDownload => fetch.AtMediaHost,
                _ => fetch.Method == "DELETE",
            });
        await first.Kill();
        release.SetResult();
        Assert.Equal(delivery.MediaSids.Order(), twilio.Files.Order());

        var (second, again) = await ProductProcess.Start(folder.Path, port, settings);
        await using var __ = second;
        await using var deskAgain = await Desk.Connect(again, cookie);
        var welcome = await deskAgain.Ask("Welcome");
        Assert.Single(welcome.GetProperty("sessions").EnumerateArray());
        await twilio.NoLongerHas(delivery);
        var view = (await deskAgain.Ask("Attach", id)).GetProperty("view");
        var pictures = view.GetProperty("pictures").EnumerateArray().ToArray();
        Assert.Equal(2, pictures.Length);
        Assert.All(pictures, picture => Assert.Equal("ready", State(picture)));
        var log = (await deskAgain.Ask("ReadLog", id, 0)).EnumerateArray().ToArray();
        Assert.Single(log, line => Kind(line) == "text-in");
        Assert.Equal(2, log.Count(line => Kind(line) == "picture" && Data(line, "state") == "ready"));

        // The same message once more, as Twilio repeats what it saw no answer to.
        Assert.Equal(HttpStatusCode.OK, (await twilio.Repeat(new(again, "/api/twilio/message"), delivery)).Status);
        Assert.Equal(log.Length, (await deskAgain.Ask("ReadLog", id, 0)).GetArrayLength());
    }
}
