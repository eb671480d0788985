using SeeSupport.Hosting;

namespace SeeSupport.Sessions;

public class SessionRaceTests
{
    [Fact]
    public async Task OneOfTwoDevicesWins_InEachOfAThousandRacesForOneCode_AndTheOtherReadsWhy()
    {
        await using var grid = await TestGrid.StartAsync(TimeProvider.System);
        for (var round = 0; round < 10; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 100).Select(async _ =>
            {
                var desk = await grid.StartSession();
                var phones = await Task.WhenAll(desk.Arrive(), desk.Arrive());
                var results = await Task.WhenAll(phones.Select(phone => Task.Run(() => TryJoin(phone))));

                var winner = Assert.Single(results, result => result.Joined is not null);
                Assert.True(winner.Joined!.View.Joined);
                var loser = Assert.Single(results, result => result.Problem is not null);
                Assert.Equal(Problems.SessionTaken, loser.Problem);
                Assert.Null(await grid.Code(desk.Code).Look());
                Assert.False(await grid.Code(desk.Code).Redeem(desk.SessionId, loser.Phone.Identity.DeviceKeyHash));
                Assert.True(await grid.Code(desk.Code).Redeem(desk.SessionId, winner.Phone.Identity.DeviceKeyHash));
            }));
        }
    }

    private static async Task<(Phone Phone, ConsumerSnapshot? Joined, Problem? Problem)> TryJoin(Phone phone)
    {
        try
        {
            return (phone, await phone.Join(), null);
        }
        catch (SeeSupportException refused)
        {
            return (phone, null, refused.Problem);
        }
    }
}
