using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using SeeSupport.Processes;
using SeeSupport.WebFront.Running;

namespace SeeSupport.WebFront.Health;

public sealed class HealthTests(SharedProduct shared)
{
    [Fact]
    public async Task ItLives() => Assert.Equal("live", await shared.Product.Http().GetStringAsync("/health/live"));

    [Fact]
    public async Task ItIsReady_AndSaysWhatWasLookedAtToThisMachine()
    {
        var (status, body) = await Ready(shared.Product);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("ready", body.GetProperty("status").GetString());
        Assert.Equal(["data", "grid", "records", "relays"], body.GetProperty("checks").EnumerateObject().Select(check => check.Name));
        Assert.All(body.GetProperty("checks").EnumerateObject(), check => Assert.Equal("healthy", check.Value.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task DetailsAreForAdministrators_WhenAskedFromElsewhere()
    {
        await using var product = await Product.Start(("SeeSupport:Proxies", "127.0.0.1"));
        Assert.False((await Ready(product, from: "192.0.2.7")).Body.TryGetProperty("checks", out _));
        Assert.False((await Ready(product, from: "192.0.2.7", cookie: await product.Cookie())).Body.TryGetProperty("checks", out _));
        Assert.True((await Ready(product, from: "192.0.2.7", cookie: await product.AdministratorsCookie())).Body.TryGetProperty("checks", out _));
    }

    [Fact]
    public async Task DetailsAreNotForWhoeverAProxyOnThisMachineServes() =>
        Assert.False((await Ready(shared.Product, from: "192.0.2.7")).Body.TryGetProperty("checks", out _));

    [Fact]
    public async Task ItIsNotReady_WhileItStartsOrDrains()
    {
        await using var product = await Product.Start();
        var readiness = product.Services.GetRequiredService<Readiness>();
        foreach (var (state, word) in ((ReadinessState, string)[])[(ReadinessState.Starting, "starting"), (ReadinessState.Draining, "draining")])
        {
            readiness.Set(state);
            var (status, body) = await Ready(product);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
            Assert.Equal(word, body.GetProperty("status").GetString());
            Assert.Equal("live", await product.Http().GetStringAsync("/health/live"));
        }
    }

    [Fact]
    public async Task ItIsNotReady_WhenTheDataFolderCannotBeWritten()
    {
        using var disk = SmallDisk.Mount(kilobytes: 2048);
        var (process, address) = await ProductProcess.Start(disk.Path);
        await using var _ = process;
        disk.Fill();
        using var http = new HttpClient();
        using var full = await http.GetAsync(new Uri(address, "/health/ready"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, full.StatusCode);
        Assert.Contains("Make room", await full.Content.ReadAsStringAsync());
        disk.Empty();
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri(address, "/health/ready"))).StatusCode);
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> Ready(Product product, string? from = null, string? cookie = null)
    {
        using var http = product.Http();
        if (from is not null)
            http.DefaultRequestHeaders.Add("X-Forwarded-For", from);
        if (cookie is not null)
            http.DefaultRequestHeaders.Add("Cookie", cookie);
        using var answer = await http.GetAsync("/health/ready");
        return (answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement);
    }
}
