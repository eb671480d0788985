using System.Net;
using SeeSupport.WebFront.Running;

namespace SeeSupport.WebFront.Api;

public sealed class LeftTests(SharedProduct shared)
{
    [Fact]
    public async Task TheAgentIsTold_WhenThePageSaysThatItLeaves_AndThePlaceIsKept()
    {
        await using var session = await LiveSession.On(shared.Product);
        using var http = shared.Product.Http();
        using var answer = await http.PostAsync("/api/connect/left", new StringContent(session.Phone.Ticket));
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        await session.Desk.See(view => view.GetProperty("consumer").GetString() is "reconnecting" or "left");
        await session.Phone.Ask("Attach", session.Phone.Key);
        await session.Phone.Ask("Signal", "still mine");
        await session.Desk.Hear("Signaled");
    }

    [Theory]
    [InlineData("")]
    [InlineData("no ticket")]
    public async Task NothingHappens_WithoutATicket(string body)
    {
        using var http = shared.Product.Http();
        using var answer = await http.PostAsync("/api/connect/left", new StringContent(body));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("ticket-refused", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task ABodyAboveTheLimitIsRefused()
    {
        using var http = shared.Product.Http();
        using var answer = await http.PostAsync("/api/connect/left", new StringContent(new string('a', LeftApi.BodyLimit + 1)));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }
}
