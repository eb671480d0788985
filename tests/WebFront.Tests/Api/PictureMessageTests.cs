using System.Net;
using System.Text;
using System.Text.Json;
using SeeSupport.FarAway.Pictures;
using SeeSupport.FarAway.Twilio;
using SeeSupport.WebFront.Running;
using static SeeSupport.WebFront.Running.TextedProduct;

namespace SeeSupport.WebFront.Api;

/// <summary>Pictures by text message, from Twilio's webhook to the agent's page.</summary>
public sealed class PictureMessageTests(TextedProduct fixture) : IClassFixture<TextedProduct>
{
    private const long Megabyte = 1024 * 1024;

    private TwilioServer Twilio => fixture.Twilio;

    [Fact]
    public async Task TenPicturesAreThereOnce_WithoutWhatTheyTellOfTheirOwner_AndTwilioHasNoneOfThem()
    {
        var (desk, id, number) = await Session();
        await using var _ = desk;
        var release = new TaskCompletionSource();
        TwilioFile[] files = [.. Enumerable.Range(1, 10).Select(seed => new TwilioFile { Content = SampleJpeg.Make(seed: seed), Gate = release.Task })];

        var delivery = await Twilio.Text(fixture.Webhook, number, "Here they are", files);
        Assert.Equal(HttpStatusCode.OK, delivery.Status);
        Assert.True(delivery.Took < TimeSpan.FromSeconds(1), $"The webhook was answered after {delivery.Took}.");
        Assert.Equal("10", Data(await Line(desk, id, line => Kind(line) == "text-in"), "files"));
        await SeePictures(desk, id, pictures => pictures.Any(picture => State(picture) == "receiving"));
        await Twilio.Repeat(fixture.Webhook, delivery);
        release.SetResult();

        var pictures = await SeePictures(desk, id, pictures => pictures.Count(picture => State(picture) == "ready") == 10);
        Assert.Equal(10, pictures.Length);
        Assert.All(pictures, picture => Assert.Equal(number[..2] + "•••••" + number[^4..], picture.GetProperty("from").GetString()));
        Assert.All(pictures, picture => Assert.Equal(("text", "image/jpeg"), (picture.GetProperty("source").GetString(), picture.GetProperty("type").GetString())));
        foreach (var picture in pictures)
            Assert.False(Personal.IsIn(await Download(id, picture)), "The picture tells of its owner.");
        await Gone(delivery);
        Assert.All(Twilio.Fetches.Where(fetch => delivery.MediaSids.Contains(fetch.MediaSid)), fetch => Assert.NotEqual(fetch.AtMediaHost, fetch.Authorization.Length > 0));
        Assert.Single((await desk.Ask("ReadLog", id, 0)).EnumerateArray(), line => Kind(line) == "text-in");
    }

    [Fact]
    public async Task AFileIsWhatItsBytesSay_WhateverTheMessageCallsIt()
    {
        var (desk, id, number) = await Session();
        await using var _ = desk;
        var delivery = await Twilio.Text(
            fixture.Webhook, number, "",
            new TwilioFile { Content = SamplePng.Make(), Type = "text/x-vcard" },
            new TwilioFile { Content = Encoding.UTF8.GetBytes("<html><script>alert(1)</script></html>"), Type = "image/jpeg" },
            new TwilioFile { Content = SampleJpeg.Make(40_000, 40_000) },
            new TwilioFile { Content = SampleHeic.Make()[..300], Type = "image/heic" },
            new TwilioFile { Content = SampleHeic.Make(), Type = "image/jpeg" },
            new TwilioFile { Content = [], Type = "image/jpeg" });
        var pictures = await SeePictures(desk, id, pictures => pictures.Length == 6 && pictures.All(picture => State(picture) != "receiving"));
        Assert.Equal("image/png", Assert.Single(pictures, picture => State(picture) == "ready").GetProperty("type").GetString());
        Assert.Equal("picture-private", Problem(Assert.Single(pictures, picture => State(picture) == "private")));
        Assert.Equal(
            ["picture-empty", "picture-malformed", "picture-too-many-pixels", "picture-type-unknown"],
            pictures.Where(picture => State(picture) == "failed").Select(picture => Problem(picture)).Order());
        await Gone(delivery);
    }

    [Fact]
    public async Task NothingIsFetchedFromAnotherHost()
    {
        await using var other = await TwilioServer.Start();
        var (desk, id, number) = await Session();
        await using var _ = desk;
        await Twilio.Text(
            fixture.Webhook, number, "",
            new TwilioFile { Content = SampleJpeg.Make(), Address = new Uri(other.Address, "/files/a.jpg").AbsoluteUri },
            new TwilioFile { Content = SampleJpeg.Make(), Address = $"http://user@{Twilio.Address.Authority}/2010-04-01/Accounts/{Twilio.AccountSid}/Messages/MM/Media/ME" },
            new TwilioFile { Content = SampleJpeg.Make(), Location = new Uri(other.Address, "/files/b.jpg").AbsoluteUri },
            new TwilioFile { Content = SampleJpeg.Make(), Location = "http://169.254.169.254/latest/meta-data/" });
        var pictures = await SeePictures(desk, id, pictures => pictures.Count(picture => State(picture) == "failed") == 4);
        Assert.All(pictures, picture => Assert.Equal("text-file-elsewhere", Problem(picture)));
        Assert.Empty(other.Fetches);
    }

    [Fact]
    public async Task AFileThatIsTooLargeIsNotTaken()
    {
        var (desk, id, number) = await Session();
        await using var _ = desk;
        var delivery = await Twilio.Text(
            fixture.Webhook, number, "",
            new TwilioFile { Content = SampleJpeg.Make(), Zeros = 200 * Megabyte, TellsLength = false });
        var pictures = await SeePictures(desk, id, pictures => pictures.Any(picture => State(picture) == "failed"));
        Assert.Equal("text-file-too-large", Problem(Assert.Single(pictures)));
        await Gone(delivery);
    }

    [Fact]
    public async Task TheAgentSeesThatAFileIsTriedAgain_AndThenTheFile()
    {
        var (desk, id, number) = await Session();
        await using var _ = desk;
        var delivery = await Twilio.Text(
            fixture.Webhook, number, "", new TwilioFile { Content = SampleJpeg.Make(), Failures = 3, DeleteFailures = 2 });
        await SeePictures(desk, id, pictures => pictures.Any(picture => State(picture) == "receiving" && Problem(picture) == "text-file-unreachable"));
        var pictures = await SeePictures(desk, id, pictures => pictures.Any(picture => State(picture) == "ready"));
        Assert.Null(Problem(Assert.Single(pictures)));
        await Gone(delivery);
    }

    [Fact]
    public async Task APictureOfAStrangerStaysWithTwilio_UntilAnAgentTakesItOrPutsItAway()
    {
        await using var desk = await fixture.Product.Desk();
        var (taken, away) = (NewNumber(), NewNumber());
        var first = await Twilio.Text(fixture.Webhook, taken, "", new TwilioFile { Content = SampleJpeg.Make() });
        var second = await Twilio.Text(fixture.Webhook, away, "", new TwilioFile { Content = SampleJpeg.Make() });
        var (id, _, _) = await desk.Start();
        await desk.Ask("AttachTexts", id, Guid.NewGuid(), await WaitingId(desk, taken));
        await SeePictures(desk, id, pictures => pictures.Any(picture => State(picture) == "ready"));
        await Gone(first);

        var waitingId = await WaitingId(desk, away);
        Assert.Contains(second.MediaSids[0], Twilio.Files);
        await desk.Ask("DismissTexts", waitingId);
        await Gone(second);
        Assert.DoesNotContain(Twilio.Fetches, fetch => fetch.MediaSid == second.MediaSids[0] && fetch.Method == "GET");
    }

    [Fact]
    public async Task APhotoIsAskedForByText_WithALinkForThoseWhoCannotSendOne()
    {
        var (desk, id, number) = await Session();
        await using var _ = desk;
        var operation = Guid.NewGuid();
        await desk.Ask("AskForPhoto", id, operation, "phone");
        await desk.Ask("AskForPhoto", id, operation, "phone");
        var message = await Twilio.Messages.First(each => each.To == number && each.Body.Contains("photo", StringComparison.Ordinal));
        Assert.StartsWith("/j", message.Link!.AbsolutePath);
        await desk.See(view => view.GetProperty("sessionId").GetString() == id
            && view.GetProperty("invites").EnumerateArray().Any(each => each.GetProperty("content").GetString() == "photo" && each.GetProperty("state").GetString() == "sent"));
        Assert.Single(Twilio.Messages, each => each.To == number && each.Body.Contains("photo", StringComparison.Ordinal));
    }

    private async Task<(Desk Desk, string Id, string Number)> Session()
    {
        var (desk, number) = (await fixture.Product.Desk(), NewNumber());
        return (desk, await Inviting(desk, number), number);
    }

    private async Task<byte[]> Download(string sessionId, JsonElement picture)
    {
        using var http = fixture.Product.Http();
        http.DefaultRequestHeaders.Add("Cookie", await fixture.Product.Cookie());
        return await http.GetByteArrayAsync($"/api/pictures/{sessionId}/{picture.GetProperty("pictureId").GetString()}");
    }

    private Task Gone(TwilioDelivery delivery) => Twilio.NoLongerHas(delivery);

    private static async Task<string> WaitingId(Desk desk, string number)
    {
        var masked = number[..2] + "•••••" + number[^4..];
        var calls = await desk.Hear("WaitingTexts", when: call => call.Arguments[0].EnumerateArray().Any(IsIt));
        return calls[0].Arguments[0].EnumerateArray().First(IsIt).GetProperty("waitingId").GetString()!;

        bool IsIt(JsonElement entry) => entry.GetProperty("from").GetString() == masked;
    }
}
