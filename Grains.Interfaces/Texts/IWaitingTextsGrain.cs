using System.Collections.Immutable;

namespace SeeSupport.Texts;

/// <summary>The texts that belong to no session, for every agent to see. Key: <c>global</c>. The texts themselves lie with their numbers.</summary>
[Alias("SeeSupport.IWaitingTextsGrain")]
public interface IWaitingTextsGrain : IGrainWithStringKey
{
    /// <summary>What waits, oldest first.</summary>
    [Alias("List")]
    Task<ImmutableArray<WaitingText>> List();

    /// <summary>The number behind an entry; null when somebody has taken it already.</summary>
    [Alias("Number")]
    Task<string?> Number(string waitingId);

    /// <summary>Lists what waits of a number, in place of what was listed of it.</summary>
    [Alias("Put")]
    Task Put(string number, WaitingText waiting);

    /// <summary>Nothing waits of this number any more.</summary>
    [Alias("Remove")]
    Task Remove(string number);

    /// <summary>Tells this observer of every change for the next while; called again it goes on.</summary>
    [Alias("Subscribe")]
    Task Subscribe(IWaitingTextsObserver observer);
}
