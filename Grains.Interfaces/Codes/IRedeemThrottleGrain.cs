namespace SeeSupport.Codes;

/// <summary>How often codes may be tried from one network (key: address or /64 prefix), and the breaker over all of them (key: <c>global</c>).</summary>
[Alias("SeeSupport.IRedeemThrottleGrain")]
public interface IRedeemThrottleGrain : IGrainWithStringKey
{
    /// <summary>Zero when a try is allowed now, and it is counted; otherwise how long to wait.</summary>
    [Alias("Try")]
    Task<TimeSpan> Try();

    /// <summary>The try missed.</summary>
    [Alias("Missed")]
    Task Missed();

    /// <summary>The try hit a live code: it does not count against the network.</summary>
    [Alias("Hit")]
    Task Hit();
}
