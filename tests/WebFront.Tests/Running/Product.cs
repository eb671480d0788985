using System.Net.Http.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SeeSupport.Records.Accounts;
using SeeSupport.WebFront.Hosting;

namespace SeeSupport.WebFront.Running;

/// <summary>The whole product inside the test's process: real Kestrel on a free port, real SQLite in a folder of its own.</summary>
internal sealed class Product : IAsyncDisposable
{
    private readonly Factory _factory;
    private readonly string _folder;
    private string? _cookie;

    private Product(Factory factory, string folder) => (_factory, _folder) = (factory, folder);

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Its services.</summary>
    public IServiceProvider Services => _factory.Services;

    /// <summary>Its clock.</summary>
    public ShiftedTime Time => _factory.Time;

    /// <summary>Its data folder.</summary>
    public string Data => _folder;

    /// <summary>Starts it with settings such as <c>SeeSupport:Hubs:SignalsPerSecond</c>.</summary>
    public static async Task<Product> Start(params (string Key, string Value)[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("front-").FullName;
        var product = new Product(new Factory([("SeeSupport:Data", folder), ("urls", "http://127.0.0.1:0"), .. await KeptGrid.Of(folder), .. settings]), folder);
        product._factory.UseKestrel(0);
        await Task.Run(product._factory.StartServer);
        product.Address = new(product.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return product;
    }

    /// <summary>A client that keeps no cookies and follows nobody.</summary>
    public HttpClient Http() => new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = Address };

    /// <summary>The sign-in cookie of the first Restricted Agent.</summary>
    public async Task<string> Cookie() => _cookie ??= await SignIn.As(Services.GetRequiredService<FirstAccounts>().Made[0], Address);

    /// <summary>The id of the first Restricted Agent.</summary>
    public async Task<string> AgentId()
    {
        await using var scope = Services.CreateAsyncScope();
        var account = await scope.ServiceProvider.GetRequiredService<UserManager<Account>>()
            .FindByNameAsync(Services.GetRequiredService<FirstAccounts>().Made[0].Username);
        return account!.Id;
    }

    /// <summary>The sign-in cookie of the first Administrator.</summary>
    public Task<string> AdministratorsCookie() => SignIn.As(Services.GetRequiredService<FirstAccounts>().Made[1], Address);

    /// <summary>The sign-in cookie of a new account with a role.</summary>
    public async Task<string> CookieOf(string role)
    {
        const string Password = "Passw0rd-of-somebody";
        await using var scope = Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<AccountBook>().Create(role, role, role, Password);
        return await SignIn.As(role, Password, Address);
    }

    /// <summary>An agent's page, connected.</summary>
    public async Task<Desk> Desk() => await Running.Desk.Connect(Address, await Cookie());

    /// <summary>A phone's request to arrive.</summary>
    public async Task<HttpResponseMessage> Arrive(object request, string? origin = null)
    {
        using var http = Http();
        if (origin is not null)
            http.DefaultRequestHeaders.Add("Origin", origin);
        return await http.PostAsJsonAsync("/api/connect/arrive", request);
    }

    /// <summary>A phone that has arrived and whose page is connected.</summary>
    public Task<Phone> Phone(string code, string? key = null) => Running.Phone.Come(Address, code: code, key: key);

    /// <summary>Stops it as a service manager does, with all the time it takes.</summary>
    public Task Stop() => Services.GetRequiredService<IHost>().StopAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _factory.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private sealed class Factory((string Key, string Value)[] settings) : WebApplicationFactory<Program>
    {
        public ShiftedTime Time { get; } = new();

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.ConfigureServices(services => services.AddSingleton<TimeProvider>(Time));
            builder.UseEnvironment("Production");
            builder.UseContentRoot(ContentRoot.Find());
            foreach (var (key, value) in settings)
                builder.UseSetting(key, value);
        }
    }
}
