using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace SeeSupport.FarAway.Twilio;

/// <summary>The server that plays Twilio, seen by a client that knows nothing of SeeSupport.</summary>
public sealed class TwilioServerTests : IAsyncLifetime
{
    private readonly HttpClient _client = new();
    private TwilioServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TwilioServer.Start();
        SignIn(_server.AccountSid, _server.AuthToken);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public void Sign_IsWhatTwilioPublishesAsItsExample() => Assert.Equal(
        "0/KCTR6DLpKmkAf8muzZqo1nDgQ=",
        TwilioServer.Sign(
            "https://mycompany.com/myapp.php?foo=1&bar=2",
            new Dictionary<string, string>
            {
                ["CallSid"] = "CA1234567890ABCDE",
                ["Caller"] = "+12349013030",
                ["Digits"] = "1234",
                ["From"] = "+12349013030",
                ["To"] = "+18005551212",
            },
            "12345"));

    [Fact]
    public async Task Post_KeepsTheMessage_AndSaysSo()
    {
        var (status, answer) = await Post();

        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal(Assert.Single(_server.Messages).Sid, answer.GetProperty("sid").GetString());
        Assert.Equal("https://example.com/j#a.b", Assert.Single(_server.Messages).Link?.OriginalString);
    }

    [Fact]
    public async Task Post_Takes_AnApiKey()
    {
        SignIn(_server.ApiKeySid, _server.ApiKeySecret);

        Assert.Equal(HttpStatusCode.Created, (await Post()).Status);
    }

    [Theory]
    [InlineData("To", "12", 21211)]
    [InlineData("To", "", 21604)]
    [InlineData("Body", "", 21602)]
    [InlineData("MessagingServiceSid", "MG0", 21701)]
    [InlineData("StatusCallback", "here", 21609)]
    public async Task Post_Refuses_AFieldThatTwilioWouldRefuse(string field, string value, int code)
    {
        var (status, answer) = await Post((field, value));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(code, answer.GetProperty("code").GetInt32());
        Assert.Empty(_server.Messages);
    }

    [Fact]
    public async Task Post_Refuses_AWrongPassword()
    {
        SignIn(_server.AccountSid, "wrong");

        var (status, answer) = await Post();

        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Equal(20003, answer.GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task Next_IsUsedOnce()
    {
        _server.Next(TwilioAnswer.TooMany);

        Assert.Equal(HttpStatusCode.TooManyRequests, (await Post()).Status);
        Assert.Equal(HttpStatusCode.Created, (await Post()).Status);
    }

    [Fact]
    public async Task Cuts_TakeTheMessageOrNot()
    {
        _server.Next(TwilioAnswer.CutBefore, TwilioAnswer.CutAfter);

        await Assert.ThrowsAsync<HttpRequestException>(() => Post());
        Assert.Empty(_server.Messages);
        await Assert.ThrowsAsync<HttpRequestException>(() => Post());
        Assert.Single(_server.Messages);
    }

    [Fact]
    public async Task Report_SendsASignedForm()
    {
        IFormCollection? form = null;
        string? signature = null;
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        await using var front = builder.Build();
        front.MapPost("/status", async (HttpRequest request) =>
        {
            (form, signature) = (await request.ReadFormAsync(), request.Headers["X-Twilio-Signature"]);
            return Results.NoContent();
        });
        await front.StartAsync(TestContext.Current.CancellationToken);
        var address = $"{front.Urls.Single()}/status?session=s&invite=i";
        await Post(("StatusCallback", address));

        Assert.Equal(HttpStatusCode.NoContent, await _server.Report(Assert.Single(_server.Messages), "undelivered", 30003));

        Assert.Equal("30003", form!["ErrorCode"]);
        Assert.Equal(TwilioServer.Sign(address, form.Select(f => KeyValuePair.Create(f.Key, f.Value.ToString())), _server.AuthToken), signature);
    }

    private void SignIn(string user, string password) => _client.DefaultRequestHeaders.Authorization =
        new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));

    private async Task<(HttpStatusCode Status, JsonElement Answer)> Post(params (string Name, string Value)[] changes)
    {
        var form = new Dictionary<string, string>
        {
            ["To"] = "+12025550123",
            ["MessagingServiceSid"] = _server.MessagingServiceSid,
            ["Body"] = "Tap: https://example.com/j#a.b",
        };
        foreach (var (name, value) in changes)
        {
            form[name] = value;
        }

        using var content = new FormUrlEncodedContent(form);
        using var response = await _client.PostAsync(new Uri(_server.Address, $"/2010-04-01/Accounts/{_server.AccountSid}/Messages.json"), content);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
    }
}
