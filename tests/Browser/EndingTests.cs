using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SeeSupport.Browser;

/// <summary>What either side does with a session as a whole: pause it, hold it, end it, note what came of it, open it again.</summary>
public sealed class EndingTests(Browsers browsers, SharedProduct shared)
{
    private const string Note = "Fuse replaced. <img src=x onerror=\"window.harmed=1\">";

    [Fact]
    public async Task EitherSideStopsThePictureAndEndsTheSession_AndTheAgentNotesAndReopens()
    {
        var product = await shared.ForNewAgent();
        var (agent, consumer) = await RestartTests.LiveSession(browsers, product.Address, product.Agent);
        var (desk, phone) = (agent.Page, consumer.Page);
        ILocator Tap(string name) => phone.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

        // A pause is the consumer's, also over a reload of their page.
        await Tap("Pause").ClickAsync();
        await agent.Reads("Paused by consumer");
        await IsBlack(desk);
        await phone.ReloadAsync();
        await consumer.Reads("Paused. Agent sees nothing.");
        await Tap("Resume").ClickAsync();
        await agent.SeesVideo();

        // A hold is the agent's, also over a reload of theirs.
        await desk.Keyboard.PressAsync("h");
        await consumer.Reads("has put you on hold. Your camera is off.");
        await IsBlack(phone);
        await desk.ReloadAsync();
        await agent.Reads("their camera is off until you resume.");
        await desk.GetByRole(AriaRole.Group, new() { Name = "Picture tools" }).GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();
        await consumer.Reads("sees your camera");
        await agent.SeesVideo();
        await Expect(agent.Log.GetByText("the picture is black")).ToHaveCountAsync(0);

        // The consumer ends it, while the agent is still writing the note.
        await desk.Keyboard.PressAsync("o");
        await desk.Keyboard.InsertTextAsync(Note);
        await Tap("End").ClickAsync();
        await phone.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "End" }).ClickAsync();
        await consumer.Reads("You have ended the session. Your camera is off.");
        await agent.Reads("The consumer ended the session.");
        await desk.GetByRole(AriaRole.Heading, new() { Name = "is closed" }).ClickAsync();
        await Expect(desk.Locator(".note-text")).ToHaveTextAsync(Note);

        // Opened again, it is the same session with a new code, and the note is still there when it is closed once more.
        await desk.Keyboard.PressAsync("Shift+O");
        var code = await agent.ReadCode();
        await Tap("Enter another code").ClickAsync();
        await consumer.EnterCode(product.Address, code);
        await consumer.AuthorizeAndConnect();
        await agent.SeesVideo();
        await desk.Keyboard.PressAsync("Shift+U");
        await consumer.Reads("Thank you");
        await agent.Reads("Closed as unresolved.");
        await Expect(desk.Locator(".note-text")).ToHaveTextAsync(Note);
        Assert.False(await desk.EvaluateAsync<bool>("() => 'harmed' in window"));
        await desk.Keyboard.PressAsync("Shift+X");
        await Expect(agent.Start).ToBeVisibleAsync();
    }

    /// <summary>Waits until the frames that are shown have no bright point.</summary>
    private static Task IsBlack(IPage page) => page.WaitForFunctionAsync("""
        () => {
          const video = [...document.querySelectorAll("video")].find(v => v.getClientRects().length > 0);
          const canvas = new OffscreenCanvas(32, 18);
          const context = canvas.getContext("2d");
          context.drawImage(video, 0, 0, 32, 18);
          return context.getImageData(0, 0, 32, 18).data.every((value, at) => at % 4 === 3 || value < 24);
        }
        """);
}
