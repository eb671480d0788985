using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using SeeSupport.Records.Accounts;
using SeeSupport.WebFront.Running;

namespace SeeSupport.WebFront.Api;

/// <summary>The installation's live figures are for supervisors and above, and come from the processes themselves.</summary>
public sealed class OperationsTests(SharedProduct shared)
{
    [Fact]
    public async Task FiguresOfThisProcessCome_WithWhatHappensInIt()
    {
        await using var product = await Product.Start();
        await using var live = await LiveSession.On(product);
        await live.Phone.Ask("Signal", "offer");
        await live.Desk.Hear("Signaled");
        using var http = product.Http();
        http.DefaultRequestHeaders.Add("Cookie", await product.AdministratorsCookie());
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        // The meter is this process's, and other tests' products count in it, too: what their figures are is no business of this test.
        JsonElement report;
        do
        {
            var reports = await http.GetFromJsonAsync<JsonElement>("/api/operations", patience.Token);
            report = reports.EnumerateArray().LastOrDefault();
            await Task.Delay(200, patience.Token);
        }
        while (report.ValueKind == JsonValueKind.Undefined
            || !Has(report, "seesupport.signals|")
            || !Has(report, "seesupport.hub.connections|agent"));

        Assert.StartsWith("front on ", report.GetProperty("name").GetString());
        Assert.True(report.GetProperty("figures").GetProperty("process.memory").GetDouble() > 1_000_000);
        var later = await http.GetFromJsonAsync<JsonElement>($"/api/operations?after={Uri.EscapeDataString(report.GetProperty("at").GetString()!)}", patience.Token);
        Assert.DoesNotContain(later.EnumerateArray(), each => each.GetProperty("at").GetString() == report.GetProperty("at").GetString());
    }

    [Theory]
    [InlineData("/operations")]
    [InlineData("/api/operations")]
    public async Task AgentsDoNotSeeThem(string path)
    {
        using var http = shared.Product.Http();
        using var stranger = await http.GetAsync(path);
        Assert.Contains(stranger.StatusCode, (HttpStatusCode[])[HttpStatusCode.Unauthorized, HttpStatusCode.Redirect]);
        http.DefaultRequestHeaders.Add("Cookie", await shared.Product.Cookie());
        using var agent = await http.GetAsync(path);
        Assert.Equal(HttpStatusCode.Forbidden, agent.StatusCode);
    }

    [Theory]
    [InlineData(Roles.Supervisor)]
    [InlineData(Roles.Administrator)]
    public async Task ThePageIsThereForSupervisorsAndAbove(string role)
    {
        using var http = shared.Product.Http();
        http.DefaultRequestHeaders.Add("Cookie", await shared.Product.CookieOf(role));
        Assert.Contains("operations-charts", await http.GetStringAsync("/operations"));
        Assert.Contains("Los últimos quince minutos", WebUtility.HtmlDecode(await http.GetStringAsync("/operations?lang=es")));
        using var figures = await http.GetAsync("/api/operations");
        Assert.Equal(HttpStatusCode.OK, figures.StatusCode);
    }

    private static bool Has(JsonElement report, string figures) =>
        report.GetProperty("figures").EnumerateObject().Any(figure => figure.Name.StartsWith(figures, StringComparison.Ordinal));
}
