using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SeeSupport.Invites;
using SeeSupport.Pictures;
using SeeSupport.Ports;
using SeeSupport.Privacy;
using SeeSupport.Sessions;
using SeeSupport.Storage;

namespace SeeSupport.Texts;

/// <inheritdoc cref="IPhoneThreadGrain"/>
/// <remarks>
/// What comes in is stored first; everything that follows (the session's log, the list of waiting texts, files) happens afterwards and may
/// be done twice, because whoever is told recognizes the message or the picture by its id. A reminder lasts for as long as anything is left.
/// </remarks>
internal sealed partial class PhoneThreadGrain(
    [PersistentState("phone-thread")] IPersistentState<PhoneThreadState> stored,
    IOptions<TextOptions> options,
    IOptions<InviteOptions> inviteOptions,
    IOptions<PictureOptions> pictureOptions,
    ITextMedia media,
    IPictureIntake pictures,
    TimeProvider time,
    ILogger<PhoneThreadGrain> log) : Grain, IPhoneThreadGrain, IRemindable
{
    private const string Wake = "wake";

    private static readonly TimeSpan FirstWake = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan WakeEvery = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AnswerEvery = TimeSpan.FromHours(1);

    /// <summary>The provider waits for its answer: a session that does not say at once whether it is open is asked again afterwards.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(0.5);

    /// <summary>Changes come from calls and from what goes on beside them; they are written one after the other.</summary>
    private readonly SemaphoreSlim _writing = new(1);

    private string _number = "";
    private bool _reminded;
    private bool _goingOn;
    private IGrainTimer? _afterwards;
    private DateTimeOffset? _againAt;

    private PhoneThreadState State => stored.State;

    private DateTimeOffset Now => time.GetUtcNow();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _number = this.GetPrimaryKeyString();
        SetTimer();
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => StopFiles();

    public async Task<Problem?> Write(string sessionId)
    {
        if (State.StoppedAt is not null)
            return Problems.TextsStopped;
        await Change(thread => thread.WrittenBy(sessionId));
        return null;
    }

    public async Task<string?> Receive(IncomingText text)
    {
        if (State.Knows(text.MessageId))
            return null;
        if (State.Texts.Length >= PhoneThread.MostTexts)
            throw new SeeSupportException(Problems.TextsTooMany);
        text = State.Understood(text);
        var sessionId = await NewestOpen();
        var wanted = options.Value.Unknown == UnknownTexts.Wait && text.Keyword == TextKeyword.None;
        var answer = await AnswerTo(text, sessionId);
        var automatic = answer is not null && text.Keyword == TextKeyword.None;
        var now = Now;
        await Task.WhenAll(
            Remind(),
            Change(thread => thread.Receive(text, sessionId, wanted, now) with { AnsweredAt = automatic ? now : thread.AnsweredAt }));
        SetTimer();
        return answer;
    }

    public async Task<bool> Attach(string sessionId)
    {
        await Change(thread => thread.Attach(sessionId));
        await List();
        SetTimer();
        return State.StoppedAt is null;
    }

    public async Task Dismiss()
    {
        await Change(thread => thread.PutAway(Now));
        await List();
        SetTimer();
    }

    public Task GoOn() => Task.CompletedTask;

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        var over = Now - options.Value.KeepWaiting;
        if (State.Texts.Any(text => text.Waits && text.At <= over))
            await Change(thread => thread.PutAway(over));
        if (State.Texts.IsEmpty && State.ListedAt is null && await this.GetReminder(Wake) is { } reminder)
        {
            _reminded = false;
            await this.UnregisterReminder(reminder);
        }

        SetTimer();
    }

    private async Task Remind()
    {
        if (_reminded)
            return;
        await this.RegisterOrUpdateReminder(Wake, FirstWake, WakeEvery);
        _reminded = true;
    }

    /// <summary>The open session that wrote last; null where there is none. One that does not say is taken to be open, and asked again later.</summary>
    private async Task<string?> NewestOpen()
    {
        foreach (var sessionId in State.Sessions.Reverse())
        {
            try
            {
                if (await GrainFactory.GetGrain<ISessionGrain>(sessionId).IsOpen().WaitAsync(Patience, time))
                    return sessionId;
            }
            catch (Exception problem)
            {
                LogNotAsked(problem, sessionId);
                return sessionId;
            }
        }

        return null;
    }

    private async Task<string?> AnswerTo(IncomingText text, string? sessionId)
    {
        var settings = options.Value;
        switch (text.Keyword)
        {
            case TextKeyword.Stop:
                return settings.StopAnswer;
            case TextKeyword.Start:
                return settings.StartAnswer;
            case TextKeyword.Help:
                return settings.HelpAnswer;
        }

        if (settings.Unknown != UnknownTexts.Answer || sessionId is not null || State.StoppedAt is not null || Now < State.AnsweredAt + AnswerEvery)
            return null;

        // Answers cost money, too: who owns a range of numbers must not earn by texting from all of them.
        var budget = GrainFactory.GetGrain<IInviteBudgetGrain>(InviteBudgetKeys.PrefixOf(_number, inviteOptions.Value));
        return await budget.Take() is null ? settings.Answer : null;
    }

    /// <summary>Changes the state with one write.</summary>
    private async Task Change(Func<PhoneThreadState, PhoneThreadState> change)
    {
        await _writing.WaitAsync();
        try
        {
            var next = change(State);
            if (next != State)
                await stored.Keep(next, this, log);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Does what is due. Interleaves with calls: none of them waits for a session, a list or a file.</summary>
    private async Task Afterwards()
    {
        if (_goingOn)
            return;
        _goingOn = true;
        _againAt = null;
        try
        {
            await List();
            foreach (var text in State.Texts.Where(text => text is { SessionId: not null, Told: false }))
                await Tell(text);
            StartFiles();
        }
        catch (Exception problem)
        {
            LogAfterwardsFailed(problem, Masked.Number(_number));
            _againAt = Now + RetryAfter;
        }
        finally
        {
            _goingOn = false;
            SetTimer();
        }
    }

    /// <summary>Hands a text to its session; where that has ended in the meantime, to another one or to the agents.</summary>
    private async Task Tell(ThreadText text)
    {
        var id = text.Message.MessageId;
        if (await GrainFactory.GetGrain<ISessionGrain>(text.SessionId!).TextReceived(_number, text.Message))
        {
            await Change(thread => thread.Told(id));
        }
        else
        {
            var other = await NewestOpen();
            await Change(thread => thread.Reassign(id, other));
        }
    }

    /// <summary>Makes the list of waiting texts say what waits here.</summary>
    private async Task List()
    {
        var list = GrainFactory.GetGrain<IWaitingTextsGrain>(WaitingTextsGrain.Key);
        var waiting = State.Waiting(Masked.Number(_number));
        if (waiting?.At == State.ListedAt)
            return;
        if (waiting is null)
            await list.Remove(_number);
        else
            await list.Put(_number, waiting);
        await Change(thread => thread with { ListedAt = waiting?.At });
    }

    private void SetTimer()
    {
        if (NextAfterwards() is not { } at)
            return;
        if (at < _againAt)
            at = _againAt.Value;
        var wait = at - Now;
        var due = wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
        if (_afterwards is null)
            _afterwards = this.RegisterGrainTimer(Afterwards, new GrainTimerCreationOptions(due, Timeout.InfiniteTimeSpan) { Interleave = true });
        else
            _afterwards.Change(due, Timeout.InfiniteTimeSpan);
    }

    /// <summary>When there is something to do; null when there is nothing.</summary>
    private DateTimeOffset? NextAfterwards()
    {
        if (_goingOn)
            return null;
        var now = Now;
        var listed = State.Waiting("")?.At == State.ListedAt;
        return !listed || State.Texts.Any(text => text is { SessionId: not null, Told: false }) ? now : NextFile(now);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Session {SessionId} could not be asked whether it is open")]
    private partial void LogNotAsked(Exception problem, string sessionId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Something that follows from a text of {Number} failed; it is tried again")]
    private partial void LogAfterwardsFailed(Exception problem, string number);
}
