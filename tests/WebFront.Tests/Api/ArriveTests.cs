using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using SeeSupport.WebFront.Running;

namespace SeeSupport.WebFront.Api;

public sealed class ArriveTests(SharedProduct shared)
{
    [Fact]
    public async Task UnknownUsedReplacedAndMalformedCodesAreAnsweredAlike()
    {
        await using var product = await Product.Start(("SeeSupport:Codes:TriesPerNetwork", "100"));
        await using var desk = await product.Desk();
        var used = (await desk.Start()).Code;
        await using (var phone = await product.Phone(used))
            await phone.Join();
        var renewed = await desk.Start();
        await desk.Ask("RenewCode", renewed.Id, Guid.NewGuid());
        var closed = await desk.Start();
        await desk.Ask("Close", closed.Id, new { operationId = Guid.NewGuid(), outcome = "resolved" });

        var answers = new List<string>();
        foreach (var code in (string[])[used, renewed.Code, closed.Code, "000000000", "12345678", "1234567890", "abcdefghi", "", "١٢٣٤٥٦٧٨٩", new string('1', 5000)])
        {
            var watch = Stopwatch.StartNew();
            using var answer = await product.Arrive(Phone.Request(code));
            Assert.True(watch.ElapsedMilliseconds >= 95, $"'{code}' was answered after {watch.ElapsedMilliseconds} ms.");
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            answer.Headers.Remove("Date");
            answers.Add($"{answer.Headers}{answer.Content.Headers}{await answer.Content.ReadAsStringAsync()}");
        }

        Assert.Contains("\"code\":\"code-unknown\"", answers[0]);
        Assert.Single(answers.Distinct());
    }

    [Fact]
    public async Task AnExpiredCodeIsAnsweredLikeAnUnknownOne()
    {
        await using var product = await Product.Start(("SeeSupport:Codes:Life", "00:01:00"), ("SeeSupport:Codes:TriesPerNetwork", "10"));
        await using var desk = await product.Desk();
        var (_, code, _) = await desk.Start();
        product.Time.Move(TimeSpan.FromSeconds(61));
        using var expired = await product.Arrive(Phone.Request(code));
        using var unknown = await product.Arrive(Phone.Request("000000000"));
        Assert.Equal(HttpStatusCode.NotFound, expired.StatusCode);
        Assert.Equal(await unknown.Content.ReadAsStringAsync(), await expired.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("0123456789abcdef.0123456789abcdefghijkl")]
    [InlineData("0123456789abcdef")]
    [InlineData("0123456789abcdef.a.b")]
    [InlineData("..")]
    [InlineData("")]
    [InlineData("AAAAAAAAAAAAAAAA.0123456789abcdefghijkl")]
    public async Task ALinkThatOpensNothingIsAnsweredLikeACodeThatDoes(string link)
    {
        using var answer = await shared.Product.Arrive(Phone.Request(link: link));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("\"code\":\"code-unknown\"", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task ALinkToASessionThatIsTakenOrOverSaysSo()
    {
        await using var session = await LiveSession.On(shared.Product);
        var link = (await session.Desk.Ask("Attach", session.Id)).GetProperty("link").GetProperty("url").GetString()!;
        using var taken = await shared.Product.Arrive(Phone.Request(link: new Uri(link).Fragment[1..]));
        Assert.Equal(HttpStatusCode.Conflict, taken.StatusCode);
        Assert.Contains("session-taken", await taken.Content.ReadAsStringAsync());
        await session.Desk.Ask("Close", session.Id, new { operationId = Guid.NewGuid(), outcome = "resolved" });
        using var over = await shared.Product.Arrive(Phone.Request(link: new Uri(link).Fragment[1..]));
        Assert.Contains("session-over", await over.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task ACodeMayBeTypedAsItIsReadOut()
    {
        await using var desk = await shared.Product.Desk();
        var (_, code, _) = await desk.Start();
        using var answer = await shared.Product.Arrive(Phone.Request($" {code[..3]} {code[3..6]}-{code[6..]} "));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task ArrivingSpendsNothing()
    {
        await using var desk = await shared.Product.Desk();
        var (_, code, _) = await desk.Start();
        for (var times = 0; times < 3; times++)
        {
            using var answer = await shared.Product.Arrive(Phone.Request(code));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Fact]
    public async Task TriesOfOneNetworkRunOut_AndHitsAndLinksDoNotCount()
    {
        await using var product = await Product.Start(("SeeSupport:Codes:TriesPerNetwork", "3"));
        await using var desk = await product.Desk();
        var (_, code, link) = await desk.Start();
        for (var times = 0; times < 10; times++)
            Assert.Equal(HttpStatusCode.OK, (await product.Arrive(Phone.Request(code))).StatusCode);
        for (var times = 0; times < 3; times++)
            Assert.Equal(HttpStatusCode.NotFound, (await product.Arrive(Phone.Request("000000000"))).StatusCode);
        using var refused = await product.Arrive(Phone.Request(code));
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.True(refused.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        Assert.Contains("too-many-tries", await refused.Content.ReadAsStringAsync());
        using var byLink = await product.Arrive(Phone.Request(link: new Uri(link).Fragment[1..]));
        Assert.Equal(HttpStatusCode.OK, byLink.StatusCode);
    }

    [Fact]
    public async Task TheBreakerRefusesCodesToEverybody_WhenVeryManyMiss()
    {
        await using var product = await Product.Start(("SeeSupport:Codes:BreakerMisses", "10"), ("SeeSupport:Proxies", "127.0.0.1"));
        using var http = product.Http();
        var statuses = new List<HttpStatusCode>();
        for (var network = 1; network <= 12; network++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/connect/arrive") { Content = JsonContent.Create(Phone.Request("000000000")) };
            request.Headers.Add("X-Forwarded-For", $"192.0.2.{network}");
            statuses.Add((await http.SendAsync(request)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, statuses[0]);
        Assert.Equal(HttpStatusCode.TooManyRequests, statuses[^1]);
    }

    [Fact]
    public async Task TheOpenBreakerUsesUpNoNetworksOwnTries()
    {
        await using var product = await Product.Start(("SeeSupport:Codes:BreakerMisses", "3"), ("SeeSupport:Codes:TriesPerNetwork", "4"));
        for (var times = 0; times < 3; times++)
            Assert.Equal(HttpStatusCode.NotFound, (await product.Arrive(Phone.Request("000000000"))).StatusCode);
        for (var times = 0; times < 10; times++)
            Assert.Equal(HttpStatusCode.TooManyRequests, (await product.Arrive(Phone.Request("000000000"))).StatusCode);

        product.Time.Move(TimeSpan.FromMinutes(1.1));

        Assert.Equal(HttpStatusCode.NotFound, (await product.Arrive(Phone.Request("000000000"))).StatusCode);
    }

    [Fact]
    public async Task TriesAreCountedForTheConnectionsOwnAddress_WhenNoProxyIsConfigured()
    {
        await using var product = await Product.Start(("SeeSupport:Codes:TriesPerNetwork", "3"));
        using var http = product.Http();
        var statuses = new List<HttpStatusCode>();
        for (var network = 1; network <= 4; network++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/connect/arrive") { Content = JsonContent.Create(Phone.Request("000000000")) };
            request.Headers.Add("X-Forwarded-For", $"192.0.2.{network}");
            statuses.Add((await http.SendAsync(request)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, statuses[^1]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"code\":\"123456789\"}")]
    [InlineData("{\"code\":\"123456789\",\"link\":\"a.b\",\"deviceKey\":\"0123456789abcdef\",\"hints\":{\"userAgent\":\"x\"}}")]
    [InlineData("{\"deviceKey\":\"0123456789abcdef\",\"hints\":{\"userAgent\":\"x\"}}")]
    [InlineData("{\"code\":\"123456789\",\"deviceKey\":\"short\",\"hints\":{\"userAgent\":\"x\"}}")]
    [InlineData("{\"code\":\"123456789\",\"deviceKey\":null,\"hints\":{\"userAgent\":\"x\"}}")]
    [InlineData("{\"code\":\"123456789\",\"deviceKey\":\"0123456789abcdef\",\"hints\":null}")]
    [InlineData("{\"code\":\"123456789\",\"deviceKey\":\"0123456789abcdef\",\"hints\":{\"userAgent\":null}}")]
    [InlineData("{\"code\":123456789,\"deviceKey\":\"0123456789abcdef\",\"hints\":{\"userAgent\":\"x\"}}")]
    public async Task WhatNoPageOfOursSendsIsNotUnderstood(string body)
    {
        using var http = shared.Product.Http();
        using var answer = await http.PostAsync("/api/connect/arrive", new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.ToString());
        Assert.Contains("\"code\":\"browser-not-understood\"", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task ABodyAboveTheLimitIsRefused()
    {
        using var http = shared.Product.Http();
        using var answer = await http.PostAsync("/api/connect/arrive", new StringContent(new string(' ', ArriveApi.BodyLimit + 1) + "{}"));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("request-too-large", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task APageOfAnotherSiteIsRefused()
    {
        using var answer = await shared.Product.Arrive(Phone.Request("000000000"), origin: "https://evil.example");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("foreign-origin", await answer.Content.ReadAsStringAsync());
    }
}
