using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SeeSupport.Storage;
using SeeSupport.Telemetry;

namespace SeeSupport.Invites;

/// <inheritdoc cref="IInviteBudgetGrain"/>
internal sealed partial class InviteBudgetGrain(
    [PersistentState("budget")] IPersistentState<InviteBudget> stored,
    IOptions<InviteOptions> options, TimeProvider time, ILogger<InviteBudgetGrain> log) : Grain, IInviteBudgetGrain
{
    private string Key => this.GetPrimaryKeyString();

    public async Task<Problem?> Take()
    {
        var now = time.GetUtcNow();
        var limit = InviteLimit.Of(Key, options.Value);
        var budget = stored.State.At(now);
        var wait = budget.Wait(limit, now);
        if (wait > TimeSpan.Zero)
        {
            if (Key == InviteBudgetKeys.Global)
                LogCeiling(budget.Hour.Sent, budget.Day.Sent);
            return limit.Problem with { Sentence = $"{limit.Problem.Sentence} More can go out in {InWords(wait)}." };
        }

        budget = budget.Take();
        await Keep(budget);
        if (Key == InviteBudgetKeys.Global && budget.IsAlarming(options.Value))
        {
            SeeSupportTelemetry.InviteAlarms.Add(1);
            LogAlarm(budget.Hour.Sent, budget.Hour.Joined);
        }

        return null;
    }

    public Task GiveBack() => Keep(stored.State.At(time.GetUtcNow()).GiveBack());

    public Task Joined() => Keep(stored.State.At(time.GetUtcNow()).Join());

    private static string InWords(TimeSpan wait) => wait.TotalMinutes switch
    {
        <= 1 => "a minute",
        < 90 => $"{Math.Ceiling(wait.TotalMinutes):0} minutes",
        _ => $"{Math.Ceiling(wait.TotalHours):0} hours",
    };

    private Task Keep(InviteBudget next) => stored.Keep(next, this, log);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The ceiling over all invites is reached: {Hour} in this hour, {Day} in this day. Nothing is sent until it ends")]
    private partial void LogCeiling(int hour, int day);

    [LoggerMessage(Level = LogLevel.Critical, Message = "Many invites, few joins: {Sent} went out in this hour and {Joined} led to a join. Somebody may be sending texts for money")]
    private partial void LogAlarm(int sent, int joined);
}
