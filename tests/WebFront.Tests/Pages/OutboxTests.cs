using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SeeSupport.Invites;
using SeeSupport.Ports;

namespace SeeSupport.WebFront.Pages;

public sealed class OutboxTests(SharedProduct shared) : IClassFixture<SharedProduct>
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task ShowsWhatWouldHaveBeenSent_NewestFirst()
    {
        await Keep(new() { AgentId = await shared.Product.AgentId(), Id = "1", Channel = InviteChannel.Phone, To = "+12025550123", Text = "Older", At = Noon });
        await Keep(new() { AgentId = await shared.Product.AgentId(), Id = "2", Channel = InviteChannel.Email, To = "ana@example.com", Subject = "Newer", Text = "Text", At = Noon.AddMinutes(1) });

        var page = await shared.Read("/outbox", await shared.Product.Cookie());

        Assert.Contains("Nothing here was sent", page);
        Assert.True(page.IndexOf("Newer", StringComparison.Ordinal) < page.IndexOf("Older", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ShowsATextAsItIs_ItsAddressAsALink()
    {
        await Keep(new() { AgentId = await shared.Product.AgentId(), Id = "3", Channel = InviteChannel.Phone, To = "+12025550123", Text = "Open https://x.example/j#a.b. <i>Now</i>", At = Noon });

        var page = await shared.Read("/outbox", await shared.Product.Cookie());

        Assert.Contains(">Open <a href=\"https://x.example/j#a.b\" rel=\"noopener\" target=\"_blank\">https://x.example/j#a.b</a>. &lt;i&gt;Now&lt;/i&gt;</pre>", page);
    }

    [Fact]
    public async Task LocksAMailIn_WhateverItsHtmlSays()
    {
        await Keep(new()
        {
            AgentId = await shared.Product.AgentId(),
            Id = "a/b",
            Channel = InviteChannel.Email,
            To = "ana@example.com",
            Subject = "Hello",
            Text = "Hello",
            Html = "<script>alert(1)</script><h1>Hello</h1>",
            At = Noon,
        });

        using var http = await SignedIn();
        using var mail = await http.GetAsync("/outbox?handler=html&id=a%2Fb", TestContext.Current.CancellationToken);

        Assert.Equal("<script>alert(1)</script><h1>Hello</h1>", await mail.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var policy = Assert.Single(mail.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy);
        Assert.Contains("sandbox", policy);
        Assert.DoesNotContain("allow-scripts", policy);
    }

    [Fact]
    public async Task ShowsNobodyElseAnAgentsMessages()
    {
        await Keep(new() { AgentId = await shared.Product.AgentId(), Id = "own", Channel = InviteChannel.Email, To = "ana@example.com", Subject = "Private", Text = "Text", Html = "<p>Text</p>", At = Noon });
        var cookie = await shared.Product.AdministratorsCookie();
        using var http = shared.Product.Http();
        http.DefaultRequestHeaders.Add("Cookie", cookie);

        using var mail = await http.GetAsync("/outbox?handler=html&id=own", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, mail.StatusCode);
        Assert.DoesNotContain("Private", await shared.Read("/outbox", cookie));
    }

    [Fact]
    public async Task KnowsNoOtherMail()
    {
        using var http = await SignedIn();

        using var mail = await http.GetAsync("/outbox?handler=html&id=none", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, mail.StatusCode);
    }

    [Theory]
    [InlineData("/outbox")]
    [InlineData("/outbox?handler=html&id=1")]
    [InlineData("/")]
    public async Task SendsAStrangerToSignIn(string address)
    {
        using var http = shared.Product.Http();

        using var answer = await http.GetAsync(address, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith("/signin", new Uri(shared.Product.Address, answer.Headers.Location!).AbsolutePath);
    }

    private Task Keep(OutboxMessage message) =>
        shared.Product.Services.GetRequiredService<IOutbox>().Keep(message, TestContext.Current.CancellationToken);

    private async Task<HttpClient> SignedIn()
    {
        var http = shared.Product.Http();
        http.DefaultRequestHeaders.Add("Cookie", await shared.Product.Cookie());
        return http;
    }
}
