using SeeSupport.WebFront.Running;

namespace SeeSupport.WebFront.Hubs;

public sealed class RelayTests
{
    [Fact]
    public async Task SignalsGetAcrossBothWays_InOrder()
    {
        await using var product = await Product.Start();
        await using var desk = await product.Desk();
        var (id, code, _) = await desk.Start();
        await using var phone = await product.Phone(code);
        await phone.Join();

        var signals = Enumerable.Range(0, 100).Select(each => $$"""{"kind":"candidate","text":"ä \"quoted\" \u001e {{each}}"}""").ToArray();
        await Task.WhenAll(signals.Select(each => phone.Ask("Signal", each)));
        await Task.WhenAll(signals.Select(each => desk.Ask("Signal", id, each)));

        var atDesk = await desk.Hear("Signaled", signals.Length);
        Assert.All(atDesk, call => Assert.Equal(id, call.Argument<string>(0)));
        Assert.Equal(signals, atDesk.Select(call => call.Argument<string>(1)));
        Assert.Equal(signals, (await phone.Hear("Signaled", signals.Length)).Select(call => call.Argument<string>(0)));
    }
}
