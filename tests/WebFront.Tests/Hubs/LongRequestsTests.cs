using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using SeeSupport.WebFront.Hubs;

namespace SeeSupport.WebFront.Tests.Hubs;

public sealed class LongRequestsTests
{
    [Fact]
    public async Task LetGoOfServicesAndCookies_WhenAHubsWebSocketIsLetIn()
    {
        var (context, signIn, next) = Build(isHub: true, isWebSocket: true);
        await next(context);
        Assert.True(signIn.IsDisposed);
        Assert.False(context.Request.Headers.ContainsKey("Cookie"));
        Assert.Empty(context.Request.Cookies);
        Assert.NotNull(context.RequestServices.GetService<Known>());
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task KeepThem_ForEveryOtherRequest(bool isHub, bool isWebSocket)
    {
        var (context, signIn, next) = Build(isHub, isWebSocket);
        await next(context);
        Assert.False(signIn.IsDisposed);
        Assert.Equal("1", context.Request.Cookies["account"]);
    }

    private static (HttpContext Context, SignIn SignIn, RequestDelegate Next) Build(bool isHub, bool isWebSocket)
    {
        var services = new ServiceCollection().AddSingleton<Known>().AddScoped<SignIn>().BuildServiceProvider();
        var app = new ApplicationBuilder(services);
        LongRequests.Use(app);
        app.Run(_ => Task.CompletedTask);

        var context = new DefaultHttpContext { ServiceScopeFactory = services.GetRequiredService<IServiceScopeFactory>() };
        context.Features.Set<IServiceProvidersFeature>(new RequestServicesFeature(context, context.ServiceScopeFactory));
        context.Features.Set<IHttpWebSocketFeature>(new WebSocketFeature(isWebSocket));
        context.SetEndpoint(new(requestDelegate: null, isHub ? new(new HubMetadata(typeof(AgentHub))) : EndpointMetadataCollection.Empty, displayName: null));
        context.Request.Headers.Cookie = "account=1";
        Assert.Equal("1", context.Request.Cookies["account"]);
        return (context, context.RequestServices.GetRequiredService<SignIn>(), app.Build());
    }

    private sealed class Known;

    private sealed class SignIn : IDisposable
    {
        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }

    private sealed class WebSocketFeature(bool isWebSocket) : IHttpWebSocketFeature
    {
        public bool IsWebSocketRequest => isWebSocket;

        public Task<System.Net.WebSockets.WebSocket> AcceptAsync(WebSocketAcceptContext context) => throw new NotSupportedException();
    }
}
