using System.Collections.Concurrent;

namespace SeeSupport.Grid.Tests.Reminders;

public interface IRemembering : IGrainWithStringKey
{
    Task Remind(string name, TimeSpan due, TimeSpan period);

    Task Forget(string name);

    Task ForgetTwice(string name);

    /// <summary>Takes a reminder, gives it another schedule, then removes the one it took.</summary>
    Task ForgetAnOldOne(string name);

    Task<string[]> Known();

    Task<bool> Knows(string name);
}

public interface IForgetful : IGrainWithStringKey
{
    Task Remind();
}

public sealed class RememberingGrain : Grain, IRemembering, IRemindable
{
    private static readonly ConcurrentQueue<(string Key, string Name, TickStatus Status)> All = new();

    public static TickStatus[] Ticks(string key, string name) =>
        [.. All.Where(each => each.Key == key && each.Name == name).Select(each => each.Status)];

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        All.Enqueue((this.GetPrimaryKeyString(), reminderName, status));
        return reminderName == "failing" ? throw new InvalidOperationException("A reminder failed.") : Task.CompletedTask;
    }

    public Task Remind(string name, TimeSpan due, TimeSpan period) => this.RegisterOrUpdateReminder(name, due, period);

    public async Task Forget(string name) => await this.UnregisterReminder((await this.GetReminder(name))!);

    public async Task ForgetTwice(string name)
    {
        var reminder = (await this.GetReminder(name))!;
        await this.UnregisterReminder(reminder);
        await this.UnregisterReminder(reminder);
    }

    public async Task ForgetAnOldOne(string name)
    {
        var reminder = (await this.GetReminder(name))!;
        await Remind(name, TimeSpan.FromHours(1), TimeSpan.FromHours(1));
        await this.UnregisterReminder(reminder);
    }

    public async Task<string[]> Known() => [.. (await this.GetReminders()).Select(each => each.ReminderName).Order()];

    public async Task<bool> Knows(string name) => await this.GetReminder(name) is not null;
}

public sealed class ForgetfulGrain : Grain, IForgetful
{
    public Task Remind() => this.RegisterOrUpdateReminder("any", TimeSpan.FromHours(1), TimeSpan.FromHours(1));
}
