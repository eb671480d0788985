using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;
using SeeSupport.Records.Accounts;

namespace SeeSupport.WebFront.Accounts;

/// <summary>
/// Ends hub connections whose account was disabled or got another password. A request's cookie is looked at again every half minute;
/// a connection is one request that may last all day. The page then connects anew, and that request is refused.
/// </summary>
internal sealed partial class SignInWatch(
    IServiceScopeFactory scopes,
    IOptions<AccountsOptions> accounts,
    IOptions<IdentityOptions> identity,
    TimeProvider time,
    ILogger<SignInWatch> logger) : BackgroundService, IHubFilter
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<HubCallerContext, (string AccountId, string? Stamp)> open = new();

    public async Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        var user = context.Context.User!;
        open[context.Context] = (
            user.FindFirstValue(identity.Value.ClaimsIdentity.UserIdClaimType)!,
            user.FindFirstValue(identity.Value.ClaimsIdentity.SecurityStampClaimType));
        try
        {
            await next(context);
        }
        catch
        {
            open.TryRemove(context.Context, out _);
            throw;
        }
    }

    public Task OnDisconnectedAsync(HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        open.TryRemove(context.Context, out _);
        return next(context, exception);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var every = TimeSpan.FromSeconds(accounts.Value.RecheckSeconds);
        using var timer = new PeriodicTimer(every < Shortest ? Shortest : every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await EndWhatIsOver(stoppingToken);
            }
            catch (SeeSupportException unreachable)
            {
                LogNotChecked(unreachable.Problem.Code);
            }
        }
    }

    private async Task EndWhatIsOver(CancellationToken cancellation)
    {
        var seen = open.ToArray();
        if (seen.Length == 0)
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        var stamps = await scope.ServiceProvider.GetRequiredService<AccountBook>()
            .Stamps([.. seen.Select(connection => connection.Value.AccountId).Distinct()], cancellation);
        foreach (var (connection, (accountId, stamp)) in seen)
        {
            if (stamps.GetValueOrDefault(accountId) != stamp)
            {
                connection.Abort();
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Open connections were not checked against their accounts: {Code}")]
    private partial void LogNotChecked(string code);
}
