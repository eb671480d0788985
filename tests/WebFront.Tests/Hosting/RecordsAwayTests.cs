using System.Net;
using System.Text.Json;
using SeeSupport.FarAway.PostgreSql;
using SeeSupport.WebFront.Running;

namespace SeeSupport.WebFront.Hosting;

public sealed class RecordsAwayTests
{
    /// <summary>Who asks meanwhile learns that it may go better in a moment, and pages try again: it is no fault of the program, and nobody is signed out.</summary>
    [Fact]
    public async Task WhileTheRecordsAreAway_WhoeverIsSignedInIsAskedToComeAgain()
    {
        await using var database = await PostgreSqlServer.Make();
        await using var product = await Product.Start(
            ("SeeSupport:Records:Provider", "PostgreSql"),
            ("SeeSupport:Records:ConnectionString", await database.NewDatabase()),
            ("SeeSupport:Accounts:RecheckSeconds", "0"));
        var cookie = await product.AdministratorsCookie();
        Assert.Equal(HttpStatusCode.OK, (await Ask(product, "/api/operations", cookie)).Status);

        await database.Stop();
        foreach (var path in (string[])["/api/operations", "/hubs/agent"])
        {
            var (status, body) = await Ask(product, path, cookie);
            Assert.Equal(HttpStatusCode.GatewayTimeout, status);
            Assert.Equal("not-answered", JsonDocument.Parse(body).RootElement.GetProperty("code").GetString());
        }

        var (pageStatus, page) = await Ask(product, "/", cookie);
        Assert.Equal(HttpStatusCode.GatewayTimeout, pageStatus);
        Assert.Contains("SeeSupport did not answer in time", page);

        await database.Start();
        Assert.Equal(HttpStatusCode.OK, (await Ask(product, "/api/operations", cookie)).Status);
    }

    private static async Task<(HttpStatusCode Status, string Body)> Ask(Product product, string path, string cookie)
    {
        using var http = product.Http();
        http.DefaultRequestHeaders.Add("Cookie", cookie);
        using var answer = await http.GetAsync(path);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
