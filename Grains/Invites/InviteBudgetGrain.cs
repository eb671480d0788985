using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SeeSupport.Storage;
using SeeSupport.Telemetry;

namespace SeeSupport.Invites;

/// <inheritdoc cref="IInviteBudgetGrain"/>
/// <remarks>A key may be somebody's phone number: a reminder deletes it as soon as nothing of it counts any more.</remarks>
internal sealed partial class InviteBudgetGrain(
    [PersistentState("budget")] IPersistentState<InviteBudget> stored,
    IOptions<InviteOptions> options, TimeProvider time, ILogger<InviteBudgetGrain> log) : Grain, IInviteBudgetGrain, IRemindable
{
    private const string Forget = "forget";

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

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

        var isFirst = budget.Day.Sent == 0;
        budget = budget.Take();
        await Keep(budget);
        if (isFirst)
            await RemindToForget();
        if (Key == InviteBudgetKeys.Global && budget.IsAlarming(options.Value))
        {
            SeeSupportTelemetry.InviteAlarms.Add(1);
            LogAlarm(budget.Hour.Sent, budget.Hour.Joined);
        }

        return null;
    }

    public Task GiveBack() => Keep(stored.State.At(time.GetUtcNow()).GiveBack());

    public Task Joined() => Keep(stored.State.At(time.GetUtcNow()).Join());

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (!stored.State.IsOver(time.GetUtcNow()))
            return;
        await stored.ClearStateAsync();
        if (await this.GetReminder(Forget) is { } reminder)
            await this.UnregisterReminder(reminder);
        DeactivateOnIdle();
    }

    private async Task RemindToForget()
    {
        try
        {
            await this.RegisterOrUpdateReminder(Forget, Day + TimeSpan.FromHours(1), Day);
        }
        catch (Exception problem)
        {
            // No reason to refuse an invite: the first one of another day tries again.
            LogNotReminded(problem);
        }
    }

    private static string InWords(TimeSpan wait) => wait.TotalMinutes switch
    {
        <= 1 => "a minute",
        < 90 => $"{Math.Ceiling(wait.TotalMinutes):0} minutes",
        _ => $"{Math.Ceiling(wait.TotalHours):0} hours",
    };

    private Task Keep(InviteBudget next) => stored.Keep(next, this, log);

    [LoggerMessage(Level = LogLevel.Warning, Message = "An invite budget could not set its reminder, and is kept longer than it counts")]
    private partial void LogNotReminded(Exception problem);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The ceiling over all invites is reached: {Hour} in this hour, {Day} in this day. Nothing is sent until it ends")]
    private partial void LogCeiling(int hour, int day);

    [LoggerMessage(Level = LogLevel.Critical, Message = "Many invites, few joins: {Sent} went out in this hour and {Joined} led to a join. Somebody may be sending texts for money")]
    private partial void LogAlarm(int sent, int joined);
}
