using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using SeeSupport.Sessions;

namespace SeeSupport.Fronts;

/// <inheritdoc cref="IFrontGrain"/>
/// <remarks>
/// In memory only: where this grain died with its silo, the front registers again at its next renewal, and whoever asks before that is
/// told that the front lives, for one lease. Reentrant, because sessions ask while they are being told.
/// </remarks>
[Reentrant]
internal sealed partial class FrontGrain(IOptions<SessionOptions> options, TimeProvider time, ILogger<FrontGrain> log) : Grain, IFrontGrain
{
    private const int ToldAtOnce = 32;

    private readonly HashSet<string> _sessions = new(StringComparer.Ordinal);
    private bool _registered;
    private bool _over;
    private DateTimeOffset _until;
    private IGrainTimer? _end;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Extend();
        return Task.CompletedTask;
    }

    public Task Register(ImmutableArray<string> sessionIds)
    {
        (_registered, _over) = (true, false);
        _sessions.UnionWith(sessionIds);
        Extend();
        return Task.CompletedTask;
    }

    public Task<bool> Renew()
    {
        if (_registered && !_over)
            Extend();
        return Task.FromResult(_registered && !_over);
    }

    public Task Doubt()
    {
        _registered = false;
        return Task.CompletedTask;
    }

    public Task Serve(string sessionId)
    {
        _sessions.Add(sessionId);
        return Task.CompletedTask;
    }

    public Task Unserve(string sessionId)
    {
        _sessions.Remove(sessionId);
        return Task.CompletedTask;
    }

    public Task<bool> IsAlive() => Task.FromResult(!_over);

    public Task Retire() => End();

    private void Extend()
    {
        var lease = options.Value.FrontLease;
        _until = time.GetUtcNow() + lease;
        if (_end is null)
            _end = this.RegisterGrainTimer(RunOut, new GrainTimerCreationOptions(lease, Timeout.InfiniteTimeSpan) { KeepAlive = true });
        else
            _end.Change(lease, Timeout.InfiniteTimeSpan);
    }

    private Task RunOut()
    {
        // A renewal can come in while the tick is on its way.
        if (time.GetUtcNow() < _until)
            return Task.CompletedTask;
        LogRunOut(this.GetPrimaryKeyString(), _sessions.Count);
        return End();
    }

    private async Task End()
    {
        _over = true;
        _end?.Dispose();
        _end = null;
        var frontId = this.GetPrimaryKeyString();
        foreach (var group in _sessions.Chunk(ToldAtOnce))
            await Task.WhenAll(group.Select(sessionId => Tell(sessionId, frontId)));
        _sessions.Clear();
    }

    private async Task Tell(string sessionId, string frontId)
    {
        try
        {
            await GrainFactory.GetGrain<ISessionGrain>(sessionId).FrontLost(frontId);
        }
        catch (Exception problem)
        {
            // The session finds out by itself at its next push, or when it is woken.
            LogNotTold(problem, sessionId, frontId);
        }

        // It was not gone, and has come back while this session was still being told.
        if (!_over)
            _registered = false;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Front {FrontId} is gone; {Sessions} sessions are told")]
    private partial void LogRunOut(string frontId, int sessions);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Session {SessionId} could not be told that front {FrontId} is gone")]
    private partial void LogNotTold(Exception problem, string sessionId, string frontId);
}
