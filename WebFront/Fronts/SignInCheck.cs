using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using SeeSupport.Records.Accounts;

namespace SeeSupport.WebFront.Fronts;

/// <summary>
/// Ends the hub connections of agents whose sign-in is over: a cookie is looked at when a request comes, and a hub connection is one request
/// that may last a day.
/// </summary>
internal sealed partial class SignInCheck(Front front, IServiceScopeFactory scopes, IOptions<AccountsOptions> options, TimeProvider time, ILogger<SignInCheck> log)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(Math.Max(1, options.Value.RecheckSeconds)), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var agent in front.Connections.Where(each => each.Agent is not null).GroupBy(each => each.Agent!.FindFirstValue(ClaimTypes.NameIdentifier)))
                await Check([.. agent]);
        }
    }

    private async Task Check(FrontConnection[] connections)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var signIns = scope.ServiceProvider.GetRequiredService<SignInManager<Account>>();
            foreach (var connection in connections)
            {
                if (await signIns.ValidateSecurityStampAsync(connection.Agent) is null)
                    connection.Abort();
            }
        }
        catch (Exception problem)
        {
            LogNotChecked(problem, connections.Length);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Whether the sign-in of {Count} connections is still good could not be found out; it is tried again")]
    private partial void LogNotChecked(Exception problem, int count);
}
