using System.Diagnostics;
using Microsoft.Playwright;
using SeeSupport.FarAway.Pictures;
using SeeSupport.FarAway.Twilio;
using static Microsoft.Playwright.Assertions;

namespace SeeSupport.Browser;

/// <summary>A consumer who has nothing but a phone for texts.</summary>
public sealed class TextTests(Browsers browsers)
{
    [Fact]
    public async Task AgentAndConsumerTextEachOther_AndThePictureMessageIsSeen()
    {
        const string Number = "+12025550123";
        await using var twilio = await TwilioServer.Start();
        await using var product = await Product.Start(twilio.Settings);
        var webhook = new Uri($"{product.Address}/api/twilio/message");
        var agent = new AgentAtDesk(await browsers.Desk());
        await agent.SignIn(product.Address, product.Agent);

        // A stranger's text waits for the agent, who takes it into a new session.
        await twilio.Text(webhook, Number, "My router blinks");
        await agent.StartSession();
        await agent.Page.Locator(".waiting-texts summary").ClickAsync();
        await agent.Reads("My router blinks");
        await agent.Page.GetByRole(AriaRole.Button, new() { Name = "Attach to #" }).ClickAsync();
        await Expect(agent.Log.GetByText("My router blinks")).ToHaveCountAsync(1);
        await Expect(agent.Page.Locator(".waiting-texts")).ToHaveCountAsync(0);

        // The agent answers, and sees what it costs and where it is.
        await agent.Page.GetByText($"Text message to {Number}").ClickAsync();
        var field = agent.Page.GetByRole(AriaRole.Textbox, new() { Name = "Text the consumer" });
        await field.FillAsync("Don’t worry");
        await agent.Reads("1 segment, 59 left · “’” makes segments shorter");
        await field.FillAsync("Please send a picture of it.");
        await agent.Reads("1 segment, 132 left");
        await agent.Page.GetByRole(AriaRole.Button, new() { Name = "Send text" }).ClickAsync();
        var text = await twilio.Messages.First(message => message.Body == "Please send a picture of it.");
        await twilio.Report(text, "delivered");
        await Expect(agent.Log.GetByText("Delivered")).ToHaveCountAsync(1);

        // The link in a text that asks for a photo leads to where photos are sent, not to the camera.
        await agent.Page.GetByRole(AriaRole.Button, new() { Name = "By text" }).ClickAsync();
        var ask = await twilio.Messages.First(message => message.Body.Contains("photo", StringComparison.Ordinal));
        await agent.Reads("The photo appears here by itself.");
        var phone = await browsers.Phone();
        await phone.GotoAsync(ask.Link!.AbsoluteUri);
        await Expect(phone.GetByRole(AriaRole.Heading, new() { Name = "asks for a photo" })).ToBeVisibleAsync();

        // The picture is there within moments; how fast is measured, and the bench has the figure.
        var began = Stopwatch.GetTimestamp();
        await twilio.Text(webhook, Number, "Here", new TwilioFile { Content = SamplePng.Make(640, 480), Type = "image/png" });
        var picture = agent.Page.Locator(".strip img").First;
        await Expect(picture).ToBeVisibleAsync();
        await agent.Page.WaitForFunctionAsync("() => document.querySelector('.strip img')?.naturalWidth > 0");
        TestContext.Current.TestOutputHelper?.WriteLine($"The picture was seen {Stopwatch.GetElapsedTime(began).TotalSeconds:0.00} s after the webhook.");

        await twilio.Text(webhook, Number, "STOP");
        await agent.Reads("Nothing can be sent until they text START.");
        await Expect(field).ToHaveCountAsync(0);
    }
}
