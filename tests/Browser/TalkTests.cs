using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SeeSupport.Browser;

/// <summary>Talking through the product: off until both want it.</summary>
public sealed class TalkTests(Browsers browsers, SharedProduct shared)
{
    private const string TakeMicrophone = """
        (() => {
          const media = navigator.mediaDevices;
          const ask = media.getUserMedia.bind(media);
          media.getUserMedia = async constraints => {
            if (window.inCall && constraints.audio) throw new DOMException("", "NotReadableError");
            const stream = await ask(constraints);
            const [track] = stream.getAudioTracks();
            if (track) window.microphone = track;
            return stream;
          };
          window.callComesIn = () => { window.inCall = true; window.microphone.stop(); window.microphone.dispatchEvent(new Event("ended")); };
          window.callEnds = () => { window.inCall = false; };
        })();
        """;

    [Fact]
    public async Task TheConsumerIsHeardOnlyAfterAgreeing_AndAgainAfterACallAndReloadsOfBothPages()
    {
        var product = await shared.ForNewAgent();
        var agent = new AgentAtDesk(await browsers.Desk(whole: true));
        await agent.SignIn(product.Address, product.Agent);
        var code = await agent.StartSession();
        var consumer = new ConsumerWithPhone(await browsers.Phone(whole: true));
        await consumer.Page.AddInitScriptAsync(TakeMicrophone);
        await consumer.EnterCode(product.Address, code);
        await consumer.AuthorizeAndConnect();
        await agent.SeesVideo();
        ILocator Tool(string name) => agent.Page.GetByRole(AriaRole.Group, new() { Name = "Sound" }).GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
        ILocator Tap(string name) => consumer.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

        // The agent's own microphone is refused: nobody is asked anything.
        await Tool("Talk").ClickAsync();
        await agent.Reads("Your browser keeps the microphone shut.");
        await agent.Page.Context.GrantPermissionsAsync(["microphone", "clipboard-read", "clipboard-write"]);

        // The consumer says no.
        await Tool("Talk").ClickAsync();
        await consumer.Reads("asks to talk with you");
        await Loudness.IsSilent(agent.Page);
        await Tap("Not now").ClickAsync();
        await agent.Reads("The consumer does not want to talk here.");

        // The consumer says yes, but the browser says no.
        await Tool("Talk").ClickAsync();
        await Tap("Talk").ClickAsync();
        await consumer.Reads("The microphone is blocked.");
        await agent.Reads("the browser refuses the microphone");
        await Tap("OK").ClickAsync();

        await consumer.Page.Context.GrantPermissionsAsync(["camera", "microphone"]);
        await Tool("Talk").ClickAsync();
        await Tap("Talk").ClickAsync();
        await consumer.Reads("You can talk with");
        await Loudness.IsHeard(agent.Page);
        await Loudness.IsHeard(consumer.Page);

        await Tap("Mute").ClickAsync();
        await agent.Reads("The consumer is muted.");
        await Loudness.IsSilent(agent.Page);
        await Tap("Mute").ClickAsync();
        await Tool("Mute").ClickAsync();
        await consumer.Reads("is muted for the moment");
        await Loudness.IsSilent(consumer.Page);
        await Tool("Muted").ClickAsync();

        // A call takes the microphone and gives it back.
        await consumer.Page.EvaluateAsync("callComesIn()");
        await consumer.Reads("Your phone uses the microphone elsewhere.");
        await agent.Reads("likely for a call");
        await consumer.Page.EvaluateAsync("callEnds()");
        await consumer.Reads("You can talk with");
        await Loudness.IsHeard(agent.Page);

        // Both pages are loaded anew: a new connection, and nobody is asked again.
        await consumer.Page.ReloadAsync();
        await consumer.Reads("You can talk with");
        await agent.SeesVideo();
        await Loudness.IsHeard(agent.Page);
        await agent.Page.ReloadAsync();
        await agent.SeesVideo();
        await agent.Page.GetByRole(AriaRole.Heading, new() { Name = "SeeSupport" }).ClickAsync();
        await Loudness.IsHeard(agent.Page);

        await Tool("Sound off").ClickAsync();
        await Expect(consumer.Page.GetByText("You can talk with")).ToHaveCountAsync(0);
        await Loudness.IsSilent(agent.Page);
        await agent.Reads("The agent turned the sound off.");
    }

    [Fact]
    public async Task NobodyIsAsked_WhereTheCompanyHasSwitchedSoundOff()
    {
        await using var product = await Product.Start(new Dictionary<string, string?> { ["SeeSupport:Console:Audio"] = "false" });
        var (agent, _) = await RestartTests.LiveSession(browsers, product.Address, product.Agent);
        await Expect(agent.Page.GetByRole(AriaRole.Button, new() { Name = "Talk", Exact = true })).ToHaveCountAsync(0);
    }
}
