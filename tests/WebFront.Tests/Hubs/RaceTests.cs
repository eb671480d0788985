using SeeSupport.WebFront.Running;

namespace SeeSupport.WebFront.Hubs;

public sealed class RaceTests
{
    /// <summary>The thousand races of the grains, a hundred of them as phones run them: over HTTP and the hub.</summary>
    [Fact]
    public async Task OneOfTwoPhonesGetsIn_InEachRaceForOneCode_AndTheOtherReadsWhy()
    {
        await using var product = await Product.Start(
            ("SeeSupport:Hubs:CommandsAtOnce", "1000"), ("SeeSupport:Hubs:ConnectionsPerSecond", "10000"), ("SeeSupport:Hubs:ConnectionsAtOnceOfNetwork", "10000"));
        await using var desk = await product.Desk();
        for (var race = 0; race < 100; race++)
        {
            var (id, code, _) = await desk.Start();
            var phones = await Task.WhenAll(product.Phone(code), product.Phone(code));
            var answers = await Task.WhenAll(phones.Select(phone => phone.Hub.Invoke("Join", phone.Key, Guid.NewGuid())));

            Assert.True(Assert.Single(answers, answer => answer.TryGetProperty("value", out _) && !answer.TryGetProperty("problem", out _))
                .GetProperty("value").GetProperty("view").GetProperty("joined").GetBoolean());
            var problem = Assert.Single(answers, answer => answer.TryGetProperty("problem", out _)).GetProperty("problem");
            Assert.Equal("session-taken", problem.GetProperty("code").GetString());
            Assert.Equal("Another phone has joined this session. Ask the agent for a new code.", problem.GetProperty("sentence").GetString());
            foreach (var phone in phones)
                await phone.DisposeAsync();
        }
    }
}
