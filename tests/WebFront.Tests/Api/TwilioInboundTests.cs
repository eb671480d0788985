using System.Net;
using SeeSupport.FarAway.Twilio;
using SeeSupport.WebFront.Running;
using static SeeSupport.WebFront.Running.TextedProduct;

namespace SeeSupport.WebFront.Api;

/// <summary>What the webhook lets in and what it does not.</summary>
public sealed class TwilioInboundTests(TextedProduct fixture) : IClassFixture<TextedProduct>
{
    private TwilioServer Twilio => fixture.Twilio;

    [Fact]
    public async Task ACallThatTwilioDidNotSignIsRefused()
    {
        var form = Form(NewNumber());
        Assert.Equal(HttpStatusCode.Forbidden, (await Twilio.Bring(fixture.Webhook, form, signedWith: "stolen")).Status);
        using var http = fixture.Product.Http();
        using var unsigned = await http.PostAsync("/api/twilio/message", new FormUrlEncodedContent(form));
        Assert.Equal(HttpStatusCode.Forbidden, unsigned.StatusCode);
        Assert.Contains("webhook-signature-refused", await unsigned.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task ACallWithOneChangedParameterIsRefused()
    {
        var form = Form(NewNumber());
        var signature = TwilioServer.Sign(fixture.Webhook.AbsoluteUri, form, Twilio.AuthToken);
        form["Body"] = "Something else";
        using var http = fixture.Product.Http();
        http.DefaultRequestHeaders.Add("X-Twilio-Signature", signature);
        using var changed = await http.PostAsync("/api/twilio/message", new FormUrlEncodedContent(form));
        Assert.Equal(HttpStatusCode.Forbidden, changed.StatusCode);
    }

    [Theory]
    [InlineData("http://evil.example.com/api/twilio/message")]
    [InlineData("https://evil.example.com/api/twilio/message")]
    public async Task ForwardedHeadersDoNotMakeAnotherAddressOurs(string signedFor)
    {
        Dictionary<string, string> spoofed = new()
        {
            ["X-Forwarded-Host"] = "evil.example.com",
            ["X-Forwarded-Proto"] = new Uri(signedFor).Scheme,
            ["X-Forwarded-For"] = "203.0.113.7",
            ["X-Original-URL"] = signedFor,
            ["Forwarded"] = "host=evil.example.com",
        };
        var form = Form(NewNumber());
        Assert.Equal(HttpStatusCode.Forbidden, (await Twilio.Bring(fixture.Webhook, form, signedFor: signedFor, headers: spoofed)).Status);
        Assert.Equal(HttpStatusCode.OK, (await Twilio.Bring(fixture.Webhook, form, headers: spoofed)).Status);
    }

    [Theory]
    [InlineData("From", "whatsapp:+12025550123")]
    [InlineData("From", "")]
    [InlineData("MessageSid", "../../etc/passwd")]
    [InlineData("NumMedia", "11")]
    [InlineData("NumMedia", "-1")]
    [InlineData("AccountSid", "AC00000000000000000000000000000000")]
    public async Task ASignedCallThatIsNoMessageIsNotUsed(string name, string value)
    {
        var form = Form(NewNumber());
        form[name] = value;
        var delivery = await Twilio.Bring(fixture.Webhook, form);
        Assert.Equal(HttpStatusCode.BadRequest, delivery.Status);
        Assert.Contains("webhook-malformed", delivery.Answer);
    }

    [Fact]
    public async Task ABodyThatIsTooLargeIsRefused()
    {
        var form = Form(NewNumber());
        form["Body"] = new string('x', 100_000);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await Twilio.Bring(fixture.Webhook, form)).Status);
    }

    [Theory]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data")]
    [InlineData("multipart/form-data", "From=%2B12025550123")]
    [InlineData("application/json", "{}")]
    [InlineData("application/x-www-form-urlencoded", "%%%&=&=")]
    public async Task WhatIsNoFormIsRefused(string type, string body)
    {
        using var http = fixture.Product.Http();
        using var content = new StringContent(body);
        content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(type);
        using var answer = await http.PostAsync("/api/twilio/message", content);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task StrangersAreAnswered_WhereThatIsConfigured_AndAtMostOnceAnHour()
    {
        await using var product = await Product.Start(
        [
            .. Twilio.Settings.Select(each => (each.Key, each.Value!)),
            ("SeeSupport:Texts:Unknown", "Answer"),
            ("SeeSupport:Texts:Answer", "Please call <us> & wait."),
            ("SeeSupport:Texts:HelpAnswer", "Call 555."),
        ]);
        var (webhook, number) = (new Uri(product.Address, "/api/twilio/message"), NewNumber());
        Assert.Contains("<Message>Please call &lt;us&gt; &amp; wait.</Message>", (await Twilio.Text(webhook, number, "Hello?")).Answer);
        Assert.Contains("<Response></Response>", (await Twilio.Text(webhook, number, "Hello??")).Answer);
        Assert.Contains("<Message>Call 555.</Message>", (await Twilio.Text(webhook, number, "HELP")).Answer);
        await using var desk = await product.Desk();
        Assert.Empty((await desk.Ask("WaitingTexts")).EnumerateArray());
    }

    [Fact]
    public async Task BothTokensHold_WhileTheyAreRotated()
    {
        await using var product = await Product.Start(
            [.. Twilio.Settings.Select(each => (each.Key, each.Value!)), ("SeeSupport:Twilio:SecondaryAuthToken", "the-next-one")]);
        var webhook = new Uri(product.Address, "/api/twilio/message");
        Assert.Equal(HttpStatusCode.OK, (await Twilio.Bring(webhook, Form(NewNumber()))).Status);
        Assert.Equal(HttpStatusCode.OK, (await Twilio.Bring(webhook, Form(NewNumber()), signedWith: "the-next-one")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await Twilio.Bring(webhook, Form(NewNumber()), signedWith: "the-one-before")).Status);
    }

    private Dictionary<string, string> Form(string from) => new()
    {
        ["AccountSid"] = Twilio.AccountSid,
        ["Body"] = "Hello",
        ["From"] = from,
        ["MessageSid"] = $"SM{Guid.NewGuid():N}",
        ["NumMedia"] = "0",
        ["To"] = Twilio.From,
    };
}
