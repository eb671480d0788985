using System.Collections.Concurrent;
using Orleans.Concurrency;

namespace SeeSupport.Grid.Tests.Lifetimes;

public interface IMayfly : IGrainWithStringKey
{
    [AlwaysInterleave]
    Task<Guid> Activation();

    Task Leave();

    Task Pass(string gate);

    Task Stay(TimeSpan span);

    /// <summary>A timer whose ticks count as use, or do not.</summary>
    Task Tick(TimeSpan period, bool keepAlive);
}

public interface IKeptMayfly : IMayfly;

public interface IStubborn : IGrainWithStringKey
{
    Task<int> Tries();
}

public interface IBroken : IGrainWithStringKey
{
    Task<int> Tries();
}

public class MayflyGrain : Grain, IMayfly, IDisposable
{
    private static readonly ConcurrentDictionary<Guid, DeactivationReasonCode> Reasons = new();
    private static readonly ConcurrentDictionary<Guid, bool> Disposed = new();

    private readonly Guid _activation = Guid.NewGuid();

    public static DeactivationReasonCode? ReasonOf(Guid activation) => Reasons.TryGetValue(activation, out var reason) ? reason : null;

    public static bool IsDisposed(Guid activation) => Disposed.ContainsKey(activation);

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Reasons[_activation] = reason.ReasonCode;
        return Task.CompletedTask;
    }

    public Task<Guid> Activation() => Task.FromResult(_activation);

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task Pass(string gate) => Gate.Named(gate).WaitAsync();

    public Task Stay(TimeSpan span)
    {
        DelayDeactivation(span);
        return Task.CompletedTask;
    }

    public Task Tick(TimeSpan period, bool keepAlive)
    {
        this.RegisterGrainTimer(() => Task.CompletedTask, new() { DueTime = period, Period = period, KeepAlive = keepAlive });
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        Disposed[_activation] = true;
        GC.SuppressFinalize(this);
    }
}

[KeepAlive]
public sealed class KeptMayflyGrain : MayflyGrain, IKeptMayfly;

/// <summary>Cannot be activated the first time.</summary>
public sealed class StubbornGrain : Grain, IStubborn
{
    private static readonly ConcurrentDictionary<string, int> Attempts = new();

    public override Task OnActivateAsync(CancellationToken cancellationToken) =>
        Attempts.AddOrUpdate(this.GetPrimaryKeyString(), 1, (_, tries) => tries + 1) == 1
            ? throw new NotSupportedException("Not yet.")
            : Task.CompletedTask;

    public Task<int> Tries() => Task.FromResult(Attempts[this.GetPrimaryKeyString()]);
}

/// <summary>Cannot be constructed the first time.</summary>
public sealed class BrokenGrain : Grain, IBroken
{
    private static readonly ConcurrentDictionary<string, int> Attempts = new();

    public BrokenGrain()
    {
        if (Attempts.AddOrUpdate(this.GetPrimaryKeyString(), 1, (_, tries) => tries + 1) == 1)
            throw new NotSupportedException("Not yet.");
    }

    public Task<int> Tries() => Task.FromResult(Attempts[this.GetPrimaryKeyString()]);
}
