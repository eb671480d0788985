namespace SeeSupport.Browser;

/// <summary>What the two people read when the camera cannot be had.</summary>
public sealed class CameraTests(Browsers browsers)
{
    [Fact]
    public async Task TellsBothWhatToDo_WhenTheCameraIsRefused()
    {
        await using var product = await Product.Start();
        var agent = new AgentAtDesk(await browsers.Desk());
        await agent.SignIn(product.Address, product.Agent);
        var code = await agent.StartSession();
        var consumer = new ConsumerWithPhone(await browsers.Phone(cameraAllowed: false));
        await consumer.EnterCode(product.Address, code);
        await consumer.AuthorizeAndConnect();

        await consumer.Reads("camera-denied");
        await agent.Reads("camera-denied");

        await consumer.Page.Context.GrantPermissionsAsync(["camera"]);
        await consumer.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await agent.SeesVideo();
    }

    [Theory]
    [InlineData("Mozilla/5.0 (Linux; Android 15; Pixel 9 Build/AP4A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/141.0.0.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/480.0.0.54.88;]", "Open in Chrome")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/22C152 Instagram 361.0.0.35.82", "Open this in Safari")]
    public async Task ShowsTheWayOut_WhenTheLinkIsOpenedInsideAnApp(string userAgent, string wayOut)
    {
        await using var product = await Product.Start();
        var agent = new AgentAtDesk(await browsers.Desk());
        await agent.SignIn(product.Address, product.Agent);
        var code = await agent.StartSession();
        var consumer = new ConsumerWithPhone(await browsers.Phone(userAgent: userAgent));
        await consumer.EnterCode(product.Address, code);

        await consumer.Reads(wayOut);
    }
}
