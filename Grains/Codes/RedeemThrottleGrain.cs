using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SeeSupport.Telemetry;

namespace SeeSupport.Codes;

/// <inheritdoc cref="IRedeemThrottleGrain"/>
/// <remarks>
/// Kept in memory only: a write for each wrong guess would let those who guess load the storage, and all that a restart gives them is a
/// few tries more out of 10⁹. While there is something to remember the activation is kept.
/// </remarks>
internal sealed partial class RedeemThrottleGrain(IOptions<CodeOptions> options, TimeProvider time, ILogger<RedeemThrottleGrain> log)
    : Grain, IRedeemThrottleGrain
{
    private const string Global = "global";

    private readonly NetworkThrottle _network = new(options.Value);
    private readonly MissBreaker _breaker = new(options.Value);
    private bool _isGlobal;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _isGlobal = this.GetPrimaryKeyString() == Global;
        return Task.CompletedTask;
    }

    public Task<TimeSpan> Try()
    {
        var now = time.GetUtcNow();
        if (_isGlobal)
            return Task.FromResult(_breaker.Try(now));
        var wait = _network.Try(now);
        DelayDeactivation(_network.ForgottenAt - now);
        return Task.FromResult(wait);
    }

    public Task Missed()
    {
        if (!_isGlobal)
            return Task.CompletedTask;
        SeeSupportTelemetry.CodesMissed.Add(1);
        if (_breaker.Missed(time.GetUtcNow()))
        {
            DelayDeactivation(options.Value.BreakerRest);
            LogOpened(options.Value.BreakerMisses, options.Value.BreakerWindow, options.Value.BreakerRest);
        }

        return Task.CompletedTask;
    }

    public Task Hit()
    {
        if (!_isGlobal)
            _network.Hit(time.GetUtcNow());
        return Task.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "Somebody guesses connection codes: {Misses} misses within {Window}. Codes are refused to everybody for {Rest}; links go on working")]
    private partial void LogOpened(int misses, TimeSpan window, TimeSpan rest);
}
