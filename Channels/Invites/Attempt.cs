using SeeSupport.Invites;

namespace SeeSupport.Channels.Invites;

/// <summary>One attempt to hand an invite to its channel.</summary>
/// <param name="Report">What became of it.</param>
/// <param name="Again">Whether another attempt is worth it and cannot send twice, because this one certainly did not send.</param>
/// <param name="Wait">How long the channel asks to wait before; null when it says nothing.</param>
internal sealed record Attempt(DeliveryReport Report, bool Again = false, TimeSpan? Wait = null)
{
    public static Attempt Sent(string? providerId) => new(new DeliveryReport { State = InviteState.Sent, ProviderId = providerId });

    /// <summary>Refused for good.</summary>
    public static Attempt Failed(Problem problem) => new(new DeliveryReport { State = InviteState.Failed, Problem = problem });

    /// <summary>Nothing was sent this time; the problem is what is said when the last attempt ends so.</summary>
    public static Attempt NotYet(Problem problem, TimeSpan? wait = null) => Failed(problem) with { Again = true, Wait = wait };

    /// <summary>It may have been sent, or not.</summary>
    public static Attempt Unknown() => Failed(Problems.InviteOutcomeUnknown);
}
