using System.Net.WebSockets;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using SeeSupport.Records.Accounts;

namespace SeeSupport.WebFront.Accounts;

/// <summary>The whole product in this process, on a folder of its own, with quick password hashing.</summary>
internal sealed class RunningFront : WebApplicationFactory<Program>
{
    private int agents;

    public string Folder { get; } = Directory.CreateTempSubdirectory("seesupport-front-").FullName;

    /// <summary>Makes an agent of the test's own.</summary>
    public async Task<FirstAccount> NewAgent(string role = Roles.RestrictedAgent)
    {
        var agent = new FirstAccount("Agent", $"agent{Interlocked.Increment(ref agents)}", PasswordRule.Generate());
        await Manage(accounts => accounts.Create(agent.Username, null, role, agent.Password));
        return agent;
    }

    public async Task Manage(Func<AccountBook, Task> change)
    {
        await using var scope = Services.CreateAsyncScope();
        await change(scope.ServiceProvider.GetRequiredService<AccountBook>());
    }

    public Visitor Visit(string address = "https://localhost") =>
        new(CreateClient(new() { BaseAddress = new Uri(address), AllowAutoRedirect = false }));

    public WebSocketClient WebSockets => Server.CreateWebSocketClient();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("SeeSupport:Data", Folder);
        // Each request looks the account up again.
        builder.UseSetting("SeeSupport:Accounts:RecheckSeconds", "0");
        builder.ConfigureTestServices(services => services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 10));
    }
}

/// <summary>One front for all tests of a class.</summary>
public sealed class SharedFront : IAsyncDisposable
{
    internal RunningFront Front { get; } = new();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Front.DisposeAsync();
}

/// <summary>A browser without scripts: keeps cookies, fills in forms.</summary>
internal sealed partial class Visitor(HttpClient http)
{
    public async Task<(HttpResponseMessage Answer, string Page)> Get(string address)
    {
        var answer = await http.GetAsync(address);
        return (answer, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Loads a page and sends its form with these fields filled in.</summary>
    public async Task<(HttpResponseMessage Answer, string Page)> FillIn(string address, params (string Name, string Value)[] fields)
    {
        var (_, page) = await Get(address);
        return await Post(address, [("__RequestVerificationToken", TokenIn(page)), .. fields]);
    }

    public async Task<(HttpResponseMessage Answer, string Page)> Post(string address, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        var answer = await http.PostAsync(address, form);
        return (answer, await answer.Content.ReadAsStringAsync());
    }

    public Task<(HttpResponseMessage Answer, string Page)> SignIn(string username, string password, string address = "/signin") =>
        FillIn(address, ("Username", username), ("Password", password));

    /// <summary>Opens the agents' hub with the cookies of this browser.</summary>
    public async Task<WebSocket> OpenHub(RunningFront front)
    {
        // A request of its own shows which cookies the client keeps.
        var cookies = (await http.GetAsync("/signin")).RequestMessage!.Headers.GetValues("Cookie").Single();
        var sockets = front.WebSockets;
        sockets.ConfigureRequest = request =>
        {
            request.Headers.Cookie = cookies;
            request.Headers.Origin = "https://localhost";
        };
        var socket = await sockets.ConnectAsync(new Uri("wss://localhost/hubs/agent"), default);
        await socket.SendAsync("{\"protocol\":\"json\",\"version\":1}\u001e"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, default);
        await socket.ReceiveAsync(new byte[1024].AsMemory(), default);
        return socket;
    }

    /// <summary>Reads until the other side ends the connection.</summary>
    public static async Task ReadToTheEnd(WebSocket socket)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            while (socket.State == WebSocketState.Open)
            {
                await socket.ReceiveAsync(new byte[4096].AsMemory(), patience.Token);
            }
        }
        catch (Exception broken) when (broken is WebSocketException or IOException)
        {
            // An end as well.
        }
    }

    public static string TokenIn(string page) => Token().Match(page) is { Success: true } token ? token.Groups[1].Value : "";

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
