using Polly;
using Polly.Retry;
using SeeSupport.Invites;

namespace SeeSupport.Channels.Invites;

/// <summary>Repeats attempts that certainly did not send, with growing waits.</summary>
internal static class Attempts
{
    /// <summary>The longest wait that a channel may ask for: longer ones are not worth an agent's time.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    public static ResiliencePipeline<Attempt> Pipeline(int retries, TimeSpan delay, TimeProvider time, Action<Attempt, int> onRetry) =>
        retries == 0 ? ResiliencePipeline<Attempt>.Empty : new ResiliencePipelineBuilder<Attempt> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<Attempt>
            {
                MaxRetryAttempts = retries,
                Delay = delay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Result is { Again: true } attempt && !(attempt.Wait > LongestWait)),
                DelayGenerator = arguments => ValueTask.FromResult(arguments.Outcome.Result?.Wait),
                OnRetry = arguments =>
                {
                    onRetry(arguments.Outcome.Result!, arguments.AttemptNumber + 1);
                    return ValueTask.CompletedTask;
                },
            })
            .Build();

    public static async Task<DeliveryReport> Run(
        this ResiliencePipeline<Attempt> pipeline, Func<CancellationToken, Task<Attempt>> attempt, CancellationToken cancellation) =>
        (await pipeline.ExecuteAsync(async token => await attempt(token), cancellation)).Report;
}
