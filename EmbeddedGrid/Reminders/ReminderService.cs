using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Hosting;
using Orleans.Timers;

namespace Orleans.Runtime;

/// <summary>
/// Sends reminders when they are due. One timer serves them all. A tick is ticked off after the grain has dealt with it, so one
/// that a dying process did not finish comes again after the start, and one that fell into the downtime comes then, once.
/// </summary>
internal sealed partial class ReminderService : IReminderRegistry, IHostedLifecycleService, IDisposable
{
    private static readonly TimeSpan LongestSleep = TimeSpan.FromDays(1);

    private readonly Grid _grid;
    private readonly IReminderRows _rows;
    private readonly ReminderOptions _options;
    private readonly Lock _gate = new();
    private readonly Dictionary<(GrainId, string), Reminder> _reminders = [];
    private readonly PriorityQueue<Reminder, DateTime> _due = new();
    private readonly List<Task> _underWay = [];
    private readonly ITimer _timer;
    private long _version;
    private bool _ticks;

    public ReminderService(Grid grid, IReminderRows rows, IOptions<ReminderOptions> options)
    {
        _grid = grid;
        _rows = rows;
        _options = options.Value;
        _version = Now.Ticks;
        _timer = grid.Time.CreateTimer(
            static service => ((ReminderService)service!).Tick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        foreach (var reminder in rows.Load())
            Schedule(reminder);
    }

    private DateTime Now => _grid.Time.GetUtcNow().UtcDateTime;

    public async Task<IGrainReminder> RegisterOrUpdateReminder(
        GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(period, TimeSpan.Zero);
        if (period < _options.MinimumReminderPeriod)
            throw new ArgumentException(
                $"Reminder {reminderName} has a period of {period}; the shortest one allowed is {_options.MinimumReminderPeriod}.");
        Reminder reminder;
        Task saved;
        lock (_gate)
        {
            var start = Now + dueTime;
            reminder = new Reminder(callingGrainId, reminderName, start, period, start, ++_version);
            saved = _rows.SaveAsync(reminder);
        }

        await saved;
        lock (_gate)
        {
            if (Find(callingGrainId, reminderName) is not { } known || known.Version < reminder.Version)
                Schedule(reminder);
        }

        return reminder;
    }

    public async Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder)
    {
        var gone = (Reminder)reminder;
        Task deleted;
        lock (_gate)
        {
            if (Find(gone.GrainId, gone.Name) is not { } known)
                return;
            if (known.Version != gone.Version)
                throw new ReminderException($"Reminder {gone.Name} of {gone.GrainId.Masked} was registered anew since it was read. Read it again.");
            deleted = _rows.DeleteAsync(gone);
        }

        await deleted;
        lock (_gate)
        {
            if (Find(gone.GrainId, gone.Name)?.Version == gone.Version)
                _reminders.Remove((gone.GrainId, gone.Name));
        }
    }

    public Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName) =>
        Task.FromResult<IGrainReminder?>(Find(callingGrainId, reminderName));

    public Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId)
    {
        lock (_gate)
            return Task.FromResult(_reminders.Values.Where(each => each.GrainId == callingGrainId).ToList<IGrainReminder>());
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _ticks = true;
            SetTimer();
        }

        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
            _ticks = false;
        return Task.CompletedTask;
    }

    /// <summary>Waits until the ticks under way are dealt with and ticked off.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Task[] underWay;
        lock (_gate)
            underWay = [.. _underWay];
        await Task.WhenAll(underWay).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _timer.Dispose();

    private Reminder? Find(GrainId grainId, string name)
    {
        lock (_gate)
            return _reminders.GetValueOrDefault((grainId, name));
    }

    private void Schedule(Reminder reminder)
    {
        lock (_gate)
        {
            _reminders[(reminder.GrainId, reminder.Name)] = reminder;
            _due.Enqueue(reminder, reminder.DueAt);
            SetTimer();
        }
    }

    private void SetTimer()
    {
        if (!_ticks || !_due.TryPeek(out _, out var next))
            return;
        var wait = next - Now;
        _timer.Change(wait < TimeSpan.Zero ? TimeSpan.Zero : wait < LongestSleep ? wait : LongestSleep, Timeout.InfiniteTimeSpan);
    }

    private void Tick()
    {
        lock (_gate)
        {
            _underWay.RemoveAll(each => each.IsCompleted);
            while (_ticks && _due.TryPeek(out var reminder, out var due) && due <= Now)
            {
                _due.Dequeue();
                if (IsCurrent(reminder))
                    _underWay.Add(Send(reminder));
            }

            SetTimer();
        }
    }

    private bool IsCurrent(Reminder reminder) => ReferenceEquals(_reminders.GetValueOrDefault((reminder.GrainId, reminder.Name)), reminder);

    private async Task Send(Reminder reminder)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            await _grid.GetGrain<IRemindable>(reminder.GrainId)
                .ReceiveReminder(reminder.Name, new(reminder.StartAt, reminder.Period, Now));
            _grid.Telemetry.ReminderDelivered();
        }
        catch (SiloUnavailableException)
        {
            return;
        }
        catch (Exception exception)
        {
            LogFailed(_grid.Log, exception, reminder.Name, reminder.GrainId.Masked);
        }

        var next = reminder.Advance(Now);
        try
        {
            await _rows.TickOffAsync(next);
        }
        catch (Exception exception)
        {
            LogNotTickedOff(_grid.Log, exception, reminder.Name, reminder.GrainId.Masked);
        }

        lock (_gate)
        {
            if (IsCurrent(reminder))
                Schedule(next);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Reminder {Name} of {GrainId} failed; it comes again after its period")]
    private static partial void LogFailed(ILogger logger, Exception exception, string name, string grainId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Reminder {Name} of {GrainId} could not be ticked off; after a restart it would come again")]
    private static partial void LogNotTickedOff(ILogger logger, Exception exception, string name, string grainId);
}
