using System.Diagnostics;

using SeeSupport.FarAway;
using SeeSupport.FarAway.Twilio;
using SeeSupport.Invites;
using SeeSupport.Telemetry;

namespace SeeSupport.Channels.Twilio;

public sealed class TwilioSendingTests : IAsyncLifetime
{
    private TwilioServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await TwilioServer.Start();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Send_HandsTwilioTheText_WithItsStatusCallback()
    {
        await using var installation = new Installation(_server.Settings);

        var report = await installation.Sender.Send(Installation.Invite(InviteChannel.Phone), default);

        var message = Assert.Single(_server.Messages);
        Assert.Equal((InviteState.Sent, message.Sid), (report.State, report.ProviderId));
        Assert.Equal(("+12025550123", _server.MessagingServiceSid), (message.To, message.MessagingServiceSid));
        Assert.Equal($"{Installation.PublicAddress}/j#session0000000ab.AAAAAAAAAAAAAAAAAAAAAA", message.Link?.OriginalString);
        Assert.Equal(
            $"{Installation.PublicAddress}/api/twilio/status?session=session0000000ab&invite=invite00000000ab", message.StatusCallback?.OriginalString);
        Assert.Empty(installation.Outbox.Messages);
    }

    [Fact]
    public async Task Send_NamesTheNumber_WhereNoMessagingServiceIsSet()
    {
        var report = await Send(("MessagingServiceSid", null), ("From", _server.From));

        Assert.Equal(InviteState.Sent, report.State);
        Assert.Equal((_server.From, null), (Assert.Single(_server.Messages).From, Assert.Single(_server.Messages).MessagingServiceSid));
    }

    [Fact]
    public async Task Send_SignsInWithTheApiKey_WhereOneIsSet()
    {
        var report = await Send(("ApiKeySid", _server.ApiKeySid), ("ApiKeySecret", _server.ApiKeySecret));

        Assert.Equal(InviteState.Sent, report.State);
        var basic = Assert.Single(_server.Requests).Headers["Authorization"].Split(' ')[1];
        Assert.Equal($"{_server.ApiKeySid}:{_server.ApiKeySecret}", System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(basic)));
    }

    [Theory]
    [InlineData(21211, "sms-number-wrong", "Check it")]
    [InlineData(21614, "sms-not-mobile", "mobile number")]
    [InlineData(21635, "sms-not-mobile", "mobile number")]
    [InlineData(21610, "sms-unsubscribed", "unsubscribed")]
    [InlineData(21612, "sms-unreachable", "Try again")]
    [InlineData(21408, "sms-country-not-permitted", "administrator")]
    [InlineData(21611, "sms-queue-full", "waiting")]
    [InlineData(14107, "sms-queue-full", "waiting")]
    [InlineData(63038, "sms-daily-limit", "used up")]
    [InlineData(21606, "sms-sender-wrong", "administrator")]
    [InlineData(21603, "sms-sender-wrong", "administrator")]
    [InlineData(21659, "sms-sender-wrong", "administrator")]
    [InlineData(20003, "sms-sign-in-refused", "administrator")]
    [InlineData(30002, "sms-suspended", "suspended")]
    [InlineData(21608, "sms-trial-unverified", "trial")]
    [InlineData(21609, "sms-callback-refused", "public address")]
    [InlineData(20404, "sms-misconfigured", "administrator")]
    [InlineData(29999, "sms-refused", "29999")]
    public async Task Send_SaysWhatToDo_WhenTwilioRefuses(int twilioCode, string code, string word)
    {
        _server.Next(TwilioAnswer.Refuse(twilioCode, "The number +12025550123 is refused."));

        var report = await Send();

        Assert.Equal((InviteState.Failed, code), (report.State, report.Problem?.Code));
        Assert.Contains(word, report.Problem!.Sentence);
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task Send_SaysSo_WhenTheCredentialsAreWrong()
    {
        var report = await Send(("AuthToken", "wrong"));

        Assert.Equal("sms-sign-in-refused", report.Problem?.Code);
        Assert.Empty(_server.Messages);
    }

    [Fact]
    public async Task Send_SaysSo_WhenSomethingElseAnswersAtTheAddress()
    {
        var report = await Send(("BaseAddress", $"{_server.Address}elsewhere"));

        Assert.Equal("sms-misconfigured", report.Problem?.Code);
    }

    [Fact]
    public async Task Send_Repeats_WhatTwilioDidNotProcess()
    {
        _server.Next(TwilioAnswer.TooMany, TwilioAnswer.Unavailable);

        var report = await Send();

        Assert.Equal(InviteState.Sent, report.State);
        Assert.Equal((1, 3), (_server.Messages.Count, _server.Requests.Count));
    }

    [Fact]
    public async Task Send_GivesUp_AfterTheLastRepeat()
    {
        _server.Next(TwilioAnswer.TooMany, TwilioAnswer.TooMany, TwilioAnswer.TooMany);
        Assert.Equal("sms-queue-full", (await Send(("Retries", "2"))).Problem?.Code);

        _server.Next(TwilioAnswer.Unavailable);
        Assert.Equal("sms-unavailable", (await Send(("Retries", "0"))).Problem?.Code);

        Assert.Equal((0, 4), (_server.Messages.Count, _server.Requests.Count));
    }

    [Fact]
    public async Task Send_WaitsAsTwilioAsks()
    {
        _server.Next(TwilioAnswer.TooMany.After(TimeSpan.FromSeconds(1)));
        var began = Stopwatch.GetTimestamp();

        Assert.Equal(InviteState.Sent, (await Send()).State);

        Assert.True(Stopwatch.GetElapsedTime(began) > TimeSpan.FromSeconds(0.9));
    }

    [Fact]
    public async Task Send_GivesUp_WhenTwilioAsksToWaitTooLong()
    {
        _server.Next(TwilioAnswer.TooMany.After(TimeSpan.FromHours(1)));

        Assert.Equal("sms-queue-full", (await Send()).Problem?.Code);
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task Send_ReachesAServerThatComesBack()
    {
        var port = FreePort.Next();
        await using var installation = new Installation(
        [
            .. _server.Settings,
            new("SeeSupport:Twilio:BaseAddress", $"http://127.0.0.1:{port}"),
            new("SeeSupport:Twilio:Retries", "10"),
            new("SeeSupport:Twilio:RetryDelay", "00:00:00.050"),
        ]);
        var sending = installation.Sender.Send(Installation.Invite(InviteChannel.Phone), default);
        await installation.Log.Line("cannot be reached; nothing was sent");

        await using var server = await TwilioServer.Start(port);
        server.Become(_server);

        Assert.Equal(InviteState.Sent, (await sending).State);
        Assert.Equal((1, 1), (server.Messages.Count, server.Requests.Count));
    }

    [Fact]
    public async Task Send_SaysSo_WhenTwilioCannotBeReached()
    {
        var report = await Send(("BaseAddress", $"http://127.0.0.1:{FreePort.Next()}"), ("Retries", "1"));

        Assert.Equal("sms-unavailable", report.Problem?.Code);
    }

    [Fact]
    public async Task Send_SaysSo_WhenTwilioHasNoName()
    {
        var report = await Send(("BaseAddress", "http://twilio.invalid"), ("Retries", "0"));

        Assert.Equal("sms-unavailable", report.Problem?.Code);
    }

    public static TheoryData<string> Losses => [.. Unknown.Keys];

    private static readonly Dictionary<string, TwilioAnswer> Unknown = new()
    {
        ["cut before it was taken"] = TwilioAnswer.CutBefore,
        ["cut after it was taken"] = TwilioAnswer.CutAfter,
        ["no answer"] = TwilioAnswer.SilentAfter,
        ["a gateway's 503"] = TwilioAnswer.GatewayUnavailableAfter,
        ["Twilio's 500"] = TwilioAnswer.BrokenAfter,
        ["an answer that is none"] = TwilioAnswer.Garbled,
    };

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task Send_NeverRepeats_WhatMayHaveBeenSent(string loss)
    {
        _server.Next(Unknown[loss]);

        var report = await Send(("Timeout", loss == "no answer" ? "00:00:01" : "00:00:20"));

        Assert.Equal((InviteState.Failed, "invite-outcome-unknown"), (report.State, report.Problem?.Code));
        Assert.Contains("Ask the consumer", report.Problem!.Sentence);
        await _server.Requests.First();
        Assert.Single(_server.Requests);
    }

    [Theory]
    [InlineData("cut before it was taken")]
    [InlineData("cut after it was taken")]
    public async Task Send_NeverRepeats_OnAConnectionThatWasUsedBefore(string loss)
    {
        await using var installation = new Installation(_server.Settings);
        await installation.Sender.Send(Installation.Invite(InviteChannel.Phone), default);
        _server.Next(Unknown[loss]);

        var report = await installation.Sender.Send(Installation.Invite(InviteChannel.Phone), default);

        Assert.Equal("invite-outcome-unknown", report.Problem?.Code);
        Assert.Equal(2, _server.Requests.Count);
    }

    [Fact]
    public async Task Send_IsCancelled_WhileNothingHasLeft()
    {
        await using var installation = new Installation(_server.Settings);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => installation.Sender.Send(Installation.Invite(InviteChannel.Phone), new CancellationToken(canceled: true)));

        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task Send_TellsThatItDoesNotKnow_WhenCancelledWithoutAnAnswer()
    {
        await using var installation = new Installation(_server.Settings);
        using var cancellation = new CancellationTokenSource();
        _server.Next(TwilioAnswer.SilentAfter);
        var sending = installation.Sender.Send(Installation.Invite(InviteChannel.Phone), cancellation.Token);
        await _server.Messages.First();

        await cancellation.CancelAsync();

        Assert.Equal("invite-outcome-unknown", (await sending).Problem?.Code);
    }

    [Fact]
    public async Task Send_WritesNoNumberIntoTheLog()
    {
        await using var installation = new Installation(_server.Settings);
        _server.Next(TwilioAnswer.Refuse(21211, "The number +12025550123 is wrong."), TwilioAnswer.CutAfter, TwilioAnswer.TooMany);
        for (var i = 0; i < 3; i++)
        {
            await installation.Sender.Send(Installation.Invite(InviteChannel.Phone), default);
        }

        Assert.Contains("+1•••••0123", installation.Log.All);
        Assert.DoesNotContain("2025550123", installation.Log.All);
        Assert.DoesNotContain(_server.AuthToken, installation.Log.All);
        Assert.DoesNotContain("AAAAAAAAAAAAAAAAAAAAAA", installation.Log.All);
    }

    [Fact]
    public async Task Send_BelongsToTheTraceOfItsCaller()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is SeeSupportTelemetry.Name or "System.Net.Http" or "test",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        using var source = new ActivitySource("test");
        using var click = source.StartActivity("click");

        await Send();

        var parent = ActivityContext.Parse(Assert.Single(_server.Requests).Headers["traceparent"], null);
        Assert.Equal(click!.TraceId, parent.TraceId);
    }

    private async Task<DeliveryReport> Send(params (string Key, string? Value)[] settings)
    {
        await using var installation = new Installation(
            [.. _server.Settings, .. settings.Select(setting => KeyValuePair.Create($"SeeSupport:Twilio:{setting.Key}", setting.Value))]);
        return await installation.Sender.Send(Installation.Invite(InviteChannel.Phone), default);
    }
}
