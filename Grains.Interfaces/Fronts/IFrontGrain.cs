using System.Collections.Immutable;

namespace SeeSupport.Fronts;

/// <summary>A front's lease: renewed every 5 s, over after 15 s. When it is over, the sessions it served are told. Key: front id.</summary>
[Alias("SeeSupport.IFrontGrain")]
public interface IFrontGrain : IGrainWithStringKey
{
    /// <summary>Begins the lease, or begins it anew after the grain forgot it, with the sessions the front serves.</summary>
    [Alias("Register")]
    Task Register(ImmutableArray<string> sessionIds);

    /// <summary>
    /// Keeps the lease; false when it has to be registered again, because it is not known here, or a session has given up its connections to
    /// the front: should these stand, the front looks after them.
    /// </summary>
    [Alias("Renew")]
    Task<bool> Renew();

    /// <summary>A session did not reach the front, and has given up its connections there.</summary>
    [Alias("Doubt")]
    Task Doubt();

    /// <summary>The front now serves a participant of this session.</summary>
    [Alias("Serve")]
    Task Serve(string sessionId);

    /// <summary>The front serves nobody of this session any more.</summary>
    [Alias("Unserve")]
    Task Unserve(string sessionId);

    /// <summary>
    /// Whether the lease is running. A grain that has just woken and knows nothing trusts the front for the length of a lease, and tells
    /// those who serve it by then.
    /// </summary>
    [Alias("IsAlive")]
    Task<bool> IsAlive();

    /// <summary>Ends the lease on purpose: the process is stopping.</summary>
    [Alias("Retire")]
    Task Retire();
}
