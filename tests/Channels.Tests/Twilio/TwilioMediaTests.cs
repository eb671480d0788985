using System.Net;
using System.Security.Cryptography;
using SeeSupport.FarAway.Twilio;
using SeeSupport.Ports;

namespace SeeSupport.Channels.Twilio;

/// <summary>Files of picture messages, fetched and deleted over HTTP.</summary>
public sealed class TwilioMediaTests : IAsyncLifetime
{
    private const long Megabyte = 1024 * 1024;
    private static readonly byte[] Bytes = RandomNumberGenerator.GetBytes(300_000);

    private TwilioServer _server = null!;
    private Installation _installation = null!;

    private ITextMedia Media => _installation.Get<ITextMedia>();

    public async ValueTask InitializeAsync()
    {
        _server = await TwilioServer.Start();
        _installation = new(_server.Settings);
    }

    public async ValueTask DisposeAsync()
    {
        await _installation.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Fetch_GivesTheWholeFile_AndTellsOurCredentialsToTheApiOnly()
    {
        var (message, media) = await Send(new() { Content = Bytes });
        var progress = new List<long>();

        await using var file = await Media.Fetch(message, media, Megabyte, progress.Add, default);

        var read = new MemoryStream();
        await file.CopyToAsync(read);
        Assert.Equal(Bytes, read.ToArray());
        Assert.Equal(Bytes.Length, progress[^1]);
        Assert.Equal([(false, true), (true, false)], _server.Fetches.Select(fetch => (fetch.AtMediaHost, fetch.Authorization.Length > 0)));
    }

    [Fact]
    public async Task Delete_Deletes_AndAnswersARepeatAlike()
    {
        var (message, media) = await Send(new() { Content = Bytes });

        await Media.Delete(message, media, default);
        await Media.Delete(message, media, default);

        Assert.Empty(_server.Files);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Fetch_EndsAtTheLimit_WhateverTheFileSaysOfItsLength(bool tells)
    {
        var (message, media) = await Send(new() { Content = Bytes, Zeros = 200 * Megabyte, TellsLength = tells });

        await Refused("text-file-too-large", Media.Fetch(message, media, Megabyte, _ => { }, default));
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://10.0.0.1/")]
    [InlineData("http://[::1]:5080/")]
    [InlineData("http://localhost:5080/outbox")]
    [InlineData("https://media.twiliocdn.com.evil.example.com/")]
    [InlineData("https://user@127.0.0.1/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://127.0.0.1/")]
    public async Task Fetch_FollowsNobodyElsewhere(string location)
    {
        var (message, media) = await Send(new() { Content = Bytes, Location = location });

        await Refused("text-file-elsewhere", Media.Fetch(message, media, Megabyte, _ => { }, default));
    }

    [Fact]
    public async Task Fetch_AsksNobodyElsewhere_EvenWhenSomebodyAnswersThere()
    {
        await using var other = await TwilioServer.Start();
        var (message, media) = await Send(new() { Content = Bytes, Location = new Uri(other.Address, "/files/stolen").AbsoluteUri });

        await Refused("text-file-elsewhere", Media.Fetch(message, media, Megabyte, _ => { }, default));

        Assert.Empty(other.Fetches);
    }

    [Fact]
    public async Task Fetch_NeverGoesInside_ByANameThatMeansAnAddressThere()
    {
        var port = new Uri($"http://{_server.MediaHost}").Port;
        await using var installation = new Installation([.. _server.Settings, new("SeeSupport:Twilio:MediaHosts", $"localhost:{port}")]);
        var (message, media) = await Send(new() { Content = Bytes, Location = $"http://localhost:{port}/files/any" });

        await Refused("text-file-elsewhere", installation.Get<ITextMedia>().Fetch(message, media, Megabyte, _ => { }, default));

        Assert.DoesNotContain(_server.Fetches, fetch => fetch.AtMediaHost);
    }

    [Fact]
    public async Task Fetch_EndsACircle()
    {
        var (message, media) = await Send(new() { Content = Bytes, Location = "?again" });

        await Refused("text-file-unreachable", Media.Fetch(message, media, Megabyte, _ => { }, default));
    }

    [Fact]
    public async Task Fetch_SaysWhatMayHelp_AndWhatDoesNot()
    {
        var (message, media) = await Send(new() { Content = Bytes, Failures = 1 });

        await Refused("text-file-unreachable", Media.Fetch(message, media, Megabyte, _ => { }, default));
        await Refused("text-file-gone", Media.Fetch(message, "ME00000000000000000000000000000000", Megabyte, _ => { }, default));
        await using var file = await Media.Fetch(message, media, Megabyte, _ => { }, default);
        Assert.Equal(Bytes.Length, file.Length);
    }

    [Fact]
    public async Task Fetch_GivesUpAFileThatStandsStill()
    {
        await using var installation = new Installation([.. _server.Settings, new("SeeSupport:Twilio:MediaTimeout", "00:00:00.300")]);
        var never = new TaskCompletionSource();
        var (message, media) = await Send(new() { Content = Bytes, Gate = never.Task });

        await Refused("text-file-unreachable", installation.Get<ITextMedia>().Fetch(message, media, Megabyte, _ => { }, default));
        never.SetResult();
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("10.1.2.3", true)]
    [InlineData("172.31.0.1", true)]
    [InlineData("172.32.0.1", false)]
    [InlineData("192.168.1.1", true)]
    [InlineData("169.254.169.254", true)]
    [InlineData("100.64.0.1", true)]
    [InlineData("0.0.0.0", true)]
    [InlineData("224.0.0.1", true)]
    [InlineData("255.255.255.255", true)]
    [InlineData("::1", true)]
    [InlineData("::ffff:10.0.0.1", true)]
    [InlineData("64:ff9b::a00:1", true)]
    [InlineData("2002:a00:1::", true)]
    [InlineData("fd00::1", true)]
    [InlineData("fe80::1", true)]
    [InlineData("2606:4700::1111", false)]
    [InlineData("54.172.60.0", false)]
    public void IsInside_KnowsThePublicNetworkFromTheRest(string address, bool inside) =>
        Assert.Equal(inside, TwilioMedia.IsInside(IPAddress.Parse(address)));

    private async Task<(string MessageSid, string MediaSid)> Send(TwilioFile file)
    {
        // Nobody takes the message in these tests: what counts is the file that lies there now.
        var delivery = await _server.Text(new(_server.Address, "/nobody"), "+12025550123", "", file);
        return (delivery.MessageSid, Assert.Single(delivery.MediaSids));
    }

    private static async Task Refused(string code, Task<Stream> fetching) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<SeeSupportException>(() => fetching)).Problem.Code);
}
