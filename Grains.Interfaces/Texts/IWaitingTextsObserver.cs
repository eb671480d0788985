using System.Collections.Immutable;
using Orleans.Concurrency;

namespace SeeSupport.Texts;

/// <summary>How a front hears which texts belong to no session.</summary>
[Alias("SeeSupport.IWaitingTextsObserver")]
public interface IWaitingTextsObserver : IGrainObserver
{
    /// <summary>All that waits now, oldest first.</summary>
    [Alias("Changed"), OneWay]
    Task Changed(ImmutableArray<WaitingText> waiting);
}
